/* From where?
 *
 *   "us_ofac_sdn"            -> the address of its publisher
 *   "eu_fsf=https://…?token" -> that address; shown as "https://…?…1a2b3c4d"
 *
 * The query of an address that was typed may be a secret. It is shown as a hash of 32 bits: enough to tell two
 * addresses apart, too little to find the token from it. */
#include "fetch/address.h"

#include "sources/source.h"

#include <curl/curl.h>

void address_of_list(struct address *out, const struct fetch_list *list)
{
	*out = (struct address){.dataset = str_from(list->dataset),
	                        .url = str_from(list->url),
	                        .shown = str_from(list->url),
	                        .extension = str_from(list->extension)};
}

static ties_code find_list(struct address *out, str name, ties_error *err)
{
	for (size_t i = 0; i < fetch_list_count; i++) {
		const struct fetch_list *list = &fetch_lists[i];
		if (!str_is(name, list->dataset))
			continue;
		address_of_list(out, list);
		if (!*list->needs)
			return TIES_OK;
		return error_set(err, TIES_ERR_USAGE,
		                 "%s needs %s. Give its whole address: ties fetch '%s=https://…', or lay the file into "
		                 "the archive as %s/YYYY-MM-DD.%s",
		                 list->dataset, list->needs, list->dataset, list->dataset, list->extension);
	}
	return error_set(
	    err, TIES_ERR_USAGE,
	    "there is no address of a list \"%.*s\". See those known: ties fetch --list; or give one: ties "
	    "fetch %.*s=https://…",
	    STR_ARG(str_slice(name, 0, SOURCE_NAME_MAX)), STR_ARG(str_slice(name, 0, SOURCE_NAME_MAX)));
}

/** A part of the address, copied; empty where it has none. */
static str part_of(CURLU *parts, CURLUPart part, struct arena *arena)
{
	char *text = NULL;
	str copy = {"", 0};

	CURLUcode code = curl_url_get(parts, part, &text, 0);
	if (code == CURLUE_OK && text)
		copy = arena_copy(arena, str_from(text));
	arena->failed |= code == CURLUE_OUT_OF_MEMORY;
	curl_free(text);
	return copy;
}

static ties_code check_scheme(str scheme, str dataset, bool allow_http, ties_error *err)
{
	if (str_is(scheme, "https") || (allow_http && str_is(scheme, "http")))
		return TIES_OK;
	if (str_is(scheme, "http"))
		return error_set(err, TIES_ERR_USAGE,
		                 "the address of %.*s has http, where anyone on the way can change the list: write "
		                 "https, or say --allow-http",
		                 STR_ARG(dataset));
	return error_set(err, TIES_ERR_USAGE, "the address of %.*s is not one with https://", STR_ARG(dataset));
}

static ties_code split_url(struct address *out, CURLU *parts, struct arena *arena, bool allow_http, ties_error *err)
{
	CURLUcode code = curl_url_set(parts, CURLUPART_URL, out->url.ptr, CURLU_NON_SUPPORT_SCHEME);
	if (code == CURLUE_OUT_OF_MEMORY)
		return error_nomem(err);
	if (code != CURLUE_OK)
		return error_set(err, TIES_ERR_USAGE, "the address of %.*s is none: write DATASET=https://…",
		                 STR_ARG(out->dataset));
	str scheme = part_of(parts, CURLUPART_SCHEME, arena), host = part_of(parts, CURLUPART_HOST, arena);
	str port = part_of(parts, CURLUPART_PORT, arena), path = part_of(parts, CURLUPART_PATH, arena);
	str query = part_of(parts, CURLUPART_QUERY, arena), user = part_of(parts, CURLUPART_USER, arena);
	str password = part_of(parts, CURLUPART_PASSWORD, arena);
	ties_code rc = arena->failed ? error_nomem(err) : check_scheme(scheme, out->dataset, allow_http, err);
	if (rc != TIES_OK)
		return rc;
	if (user.len || password.len)
		return error_set(
		    err, TIES_ERR_USAGE,
		    "the address of %.*s has a user name or password in it; that of a public list needs none",
		    STR_ARG(out->dataset));
	out->extension = source_ending(path);
	out->shown = arena_print(arena, "%.*s://%.*s%s%.*s%.*s", STR_ARG(scheme), STR_ARG(host), port.len ? ":" : "",
	                         STR_ARG(port), STR_ARG(path));
	if (query.len)
		out->shown = arena_print(arena, "%.*s?...%08x", STR_ARG(out->shown), (unsigned)str_hash(query));
	return arena->failed ? error_nomem(err) : TIES_OK;
}

/* A foreign byte in it would stand in the manifest and on the terminal. */
static bool is_printable(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] <= ' ' || s.ptr[i] == 0x7f)
			return false;
	return s.len > 0;
}

ties_code address_parse(struct address *out, struct arena *arena, const char *typed, bool allow_http, ties_error *err)
{
	str whole = str_from(typed);
	size_t equals = str_find_char(whole, '=', 0);
	str name = str_slice(whole, 0, equals);

	*out = (struct address){0};
	if (!source_is_dataset_name(name))
		return error_set(
		    err, TIES_ERR_USAGE,
		    "\"%.*s\" is no name of a dataset: it has small letters, digits and \"_\", as us_ofac_sdn",
		    STR_ARG(str_slice(name, 0, SOURCE_NAME_MAX)));
	if (equals == SIZE_MAX)
		return find_list(out, name, err);
	out->dataset = arena_copy(arena, name);
	out->url = arena_copy(arena, str_slice(whole, equals + 1, whole.len));
	CURLU *parts = curl_url();
	if (!parts || arena->failed) {
		curl_url_cleanup(parts);
		return error_nomem(err);
	}
	ties_code rc =
	    is_printable(out->url)
	        ? split_url(out, parts, arena, allow_http, err)
	        : error_set(err, TIES_ERR_USAGE, "the address of %.*s has a space in it or is empty", STR_ARG(name));
	curl_url_cleanup(parts);
	return rc;
}
