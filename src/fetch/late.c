#include "fetch/late.h"

#define CURL_DISABLE_TYPECHECK
#include <assert.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdarg.h>

/* Those that this is compiled against the headers of. */
#define CURL_LIBRARY "libcurl.so.4"
#define CRYPTO_LIBRARY "libcrypto.so.3"

/* A library stays once it is loaded; asking again is cheap beside what is asked of it. */
static void *find(const char *library, const char *name)
{
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	return handle ? dlsym(handle, name) : NULL;
}

ties_code late_load(ties_error *err)
{
	if (!find(CURL_LIBRARY, "curl_easy_perform"))
		return error_set(err, TIES_ERR_NOT_FOUND, "%s is not there, which fetching needs: install libcurl4",
		                 CURL_LIBRARY);
	if (!find(CRYPTO_LIBRARY, "EVP_Digest"))
		return error_set(err, TIES_ERR_NOT_FOUND, "%s is not there, which fetching needs: install libssl3",
		                 CRYPTO_LIBRARY);
	return TIES_OK;
}

/* The function of that name, as the headers declare it. late_load has seen that its library is there. */
#define PASS_ON(library, name) ((__typeof__(name) *)find((library), #name))

#undef curl_easy_setopt
#undef curl_easy_getinfo

CURL *curl_easy_init(void)
{
	return PASS_ON(CURL_LIBRARY, curl_easy_init)();
}

/* A third argument is a long, a curl_off_t or a pointer; all of them are passed alike. */
static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *),
              "one kind of argument stands for all");

CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
	va_list rest;

	va_start(rest, option);
	void *value = va_arg(rest, void *);
	va_end(rest);
	return PASS_ON(CURL_LIBRARY, curl_easy_setopt)(easy, option, value);
}

CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...)
{
	va_list rest;

	va_start(rest, info);
	void *value = va_arg(rest, void *);
	va_end(rest);
	return PASS_ON(CURL_LIBRARY, curl_easy_getinfo)(easy, info, value);
}

CURLcode curl_easy_perform(CURL *easy)
{
	return PASS_ON(CURL_LIBRARY, curl_easy_perform)(easy);
}

void curl_easy_cleanup(CURL *easy)
{
	if (easy)
		PASS_ON(CURL_LIBRARY, curl_easy_cleanup)(easy);
}

const char *curl_easy_strerror(CURLcode code)
{
	return PASS_ON(CURL_LIBRARY, curl_easy_strerror)(code);
}

void curl_free(void *p)
{
	if (p)
		PASS_ON(CURL_LIBRARY, curl_free)(p);
}

time_t curl_getdate(const char *text, const time_t *unused)
{
	return PASS_ON(CURL_LIBRARY, curl_getdate)(text, unused);
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text)
{
	return PASS_ON(CURL_LIBRARY, curl_slist_append)(list, text);
}

void curl_slist_free_all(struct curl_slist *list)
{
	if (list)
		PASS_ON(CURL_LIBRARY, curl_slist_free_all)(list);
}

CURLU *curl_url(void)
{
	return PASS_ON(CURL_LIBRARY, curl_url)();
}

void curl_url_cleanup(CURLU *url)
{
	if (url)
		PASS_ON(CURL_LIBRARY, curl_url_cleanup)(url);
}

#if LIBCURL_VERSION_NUM >= 0x080000
typedef const CURLU curl_url_read;
#else
typedef CURLU curl_url_read;
#endif

CURLUcode curl_url_get(curl_url_read *url, CURLUPart what, char **part, unsigned flags)
{
	return PASS_ON(CURL_LIBRARY, curl_url_get)(url, what, part, flags);
}

CURLUcode curl_url_set(CURLU *url, CURLUPart what, const char *part, unsigned flags)
{
	return PASS_ON(CURL_LIBRARY, curl_url_set)(url, what, part, flags);
}

OSSL_LIB_CTX *OSSL_LIB_CTX_new(void)
{
	return PASS_ON(CRYPTO_LIBRARY, OSSL_LIB_CTX_new)();
}

void OSSL_LIB_CTX_free(OSSL_LIB_CTX *context)
{
	if (context)
		PASS_ON(CRYPTO_LIBRARY, OSSL_LIB_CTX_free)(context);
}

EVP_MD *EVP_MD_fetch(OSSL_LIB_CTX *context, const char *name, const char *properties)
{
	return PASS_ON(CRYPTO_LIBRARY, EVP_MD_fetch)(context, name, properties);
}

void EVP_MD_free(EVP_MD *kind)
{
	if (kind)
		PASS_ON(CRYPTO_LIBRARY, EVP_MD_free)(kind);
}

int EVP_Digest(const void *bytes, size_t count, unsigned char *out, unsigned *len, const EVP_MD *kind, ENGINE *engine)
{
	return PASS_ON(CRYPTO_LIBRARY, EVP_Digest)(bytes, count, out, len, kind, engine);
}
