/* One transfer, driven by libcurl. The three callbacks below see header lines, then bytes, and may stop it; what made
 * them stop is kept in `stop`, for libcurl only knows that a callback failed. */
#include "fetch/transfer.h"

#include "base/file.h"
#include "fetch/http.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEADERS_MAX = 256 * 1024, /* bytes of all header lines, those of redirects too */
	REDIRECTS_MAX = 5,
	CONNECT_SECONDS = 30,
	WHOLE_SECONDS = 3600,  /* of one transfer */
	BYTES_PER_SECOND = 64, /* less than this for `timeout` seconds is no progress */
	NOTE_MAX = 2 * TRANSFER_FIELD_MAX
};

/** Why one of our callbacks ended the transfer. */
enum stop { STOP_NONE, STOP_STATUS, STOP_HEADERS, STOP_SIZE, STOP_RANGE, STOP_DISK };

struct transfer {
	const struct transfer_request *request;
	struct transfer_reply *reply;
	CURL *easy;
	int fd;
	enum stop stop;
	int disk_error;      /* errno of STOP_DISK */
	size_t headers;      /* bytes of header lines so far */
	char range[128];     /* Content-Range of this answer */
	bool chunked, sized; /* of this answer: its end is marked */
	bool begun;          /* the first byte of the list has come, or is known not to come */
	uint64_t had;        /* bytes of an earlier transfer that this one goes on from */
	uint64_t has;        /* bytes in the file */
	uint64_t whole;      /* bytes that the list has, as Content-Range says; 0: it does not */
	char had_etag[TRANSFER_FIELD_MAX];
};

/* ---- what is there of an earlier transfer ------------------------------------------------------------------ */

/** First line of a note: which address, which version. */
static void print_note(struct buf *out, const char *url, const char *etag)
{
	buf_print(out, "%016llx %s\n", (unsigned long long)str_hash(str_from(url)), etag);
}

/** Reads the note; without a sound one of this address, what came before is of no use. */
static void look_back(struct transfer *t)
{
	struct buf note = {0}, expected = {0};
	struct stat st;
	str etag = {NULL, 0};

	if (file_read(&note, t->request->note, NOTE_MAX, NULL) == TIES_OK) {
		size_t space = str_find_char(buf_str(&note), ' ', 0);
		etag = str_slice(buf_str(&note), space == SIZE_MAX ? note.len : space + 1, note.len ? note.len - 1 : 0);
	}
	if (etag.len < sizeof t->had_etag && http_is_strong_etag(etag)) {
		memcpy(t->had_etag, etag.ptr, etag.len);
		t->had_etag[etag.len] = '\0';
		print_note(&expected, t->request->url, t->had_etag);
	}
	if (expected.len && str_equal(buf_str(&note), buf_str(&expected)) && fstat(t->fd, &st) == 0)
		t->had = (uint64_t)st.st_size;
	buf_finish(&note);
	buf_finish(&expected);
}

/** Before the first byte: the note is of no other version than the bytes that follow. One that is cut is not taken. */
static bool write_note(const struct transfer *t)
{
	struct buf note = {0};

	if (!http_is_strong_etag(str_from(t->reply->etag)))
		return true;
	print_note(&note, t->request->url, t->reply->etag);
	int fd = open(t->request->note, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool written = !note.failed && fd >= 0 && write(fd, note.ptr, note.len) == (ssize_t)note.len;
	if (fd >= 0)
		close(fd);
	buf_finish(&note);
	return written;
}

/** A list is to come from its first byte on. */
static bool begin_whole(struct transfer *t)
{
	errno = 0;
	if ((unlink(t->request->note) < 0 && errno != ENOENT) || ftruncate(t->fd, 0) < 0 || !write_note(t)) {
		t->stop = STOP_DISK;
		t->disk_error = errno;
		return false;
	}
	t->has = 0;
	return true;
}

/** The rest of a list is to come: of the same version, from the right byte on? */
static bool begin_rest(struct transfer *t)
{
	uint64_t first, last;
	bool same = !*t->reply->etag || strcmp(t->reply->etag, t->had_etag) == 0;

	if (t->had == 0 || !same || !http_content_range(str_from(t->range), &first, &last, &t->whole) ||
	    first != t->had) {
		t->stop = STOP_RANGE;
		return false;
	}
	memcpy(t->reply->etag, t->had_etag, sizeof t->had_etag);
	t->has = t->had;
	return true;
}

static long status_of(const struct transfer *t)
{
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

static bool begin(struct transfer *t)
{
	long status = status_of(t);

	t->begun = true;
	if (status == 200)
		return begin_whole(t);
	if (status == 206)
		return begin_rest(t);
	t->stop = status == 416 && t->had ? STOP_RANGE : STOP_STATUS;
	return false;
}

/* ---- callbacks --------------------------------------------------------------------------------------------- */

static void copy_field(char into[TRANSFER_FIELD_MAX], str value)
{
	if (!value.ptr || value.len >= TRANSFER_FIELD_MAX || !http_is_plain(value))
		return;
	memcpy(into, value.ptr, value.len);
	into[value.len] = '\0';
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	str line = {bytes, size * count};

	t->headers += line.len;
	if (t->headers > HEADERS_MAX) {
		t->stop = STOP_HEADERS;
		return 0;
	}
	if (http_is_status_line(line)) { /* of the answer behind a redirect: what was said before is no longer true */
		t->reply->etag[0] = t->reply->last_modified[0] = t->range[0] = '\0';
		t->chunked = t->sized = false;
	}
	copy_field(t->reply->etag, http_field(line, "ETag"));
	copy_field(t->reply->last_modified, http_field(line, "Last-Modified"));
	str range = http_field(line, "Content-Range");
	if (range.len && range.len < sizeof t->range) {
		memcpy(t->range, range.ptr, range.len);
		t->range[range.len] = '\0';
	}
	t->chunked |= str_equal_nocase(http_field(line, "Transfer-Encoding"), STR("chunked"));
	t->sized |= http_field(line, "Content-Length").len > 0;
	return line.len;
}

static bool write_all(struct transfer *t, str bytes)
{
	while (bytes.len) {
		ssize_t n = pwrite(t->fd, bytes.ptr, bytes.len, (off_t)t->has);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			t->stop = STOP_DISK;
			t->disk_error = n < 0 ? errno : ENOSPC;
			return false;
		}
		t->has += (uint64_t)n;
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return true;
}

static size_t take_bytes(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	str piece = {bytes, size * count};

	if (!t->begun && !begin(t))
		return 0;
	if (piece.len > t->request->max_size || t->has > t->request->max_size - piece.len) {
		t->stop = STOP_SIZE;
		return 0;
	}
	return write_all(t, piece) ? piece.len : 0;
}

static int tell_progress(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now)
{
	const struct transfer *t = context;

	(void)up_total;
	(void)up_now;
	(void)now;
	t->request->progress(t->request->context, t->has, total > 0 ? (uint64_t)total + t->had : 0);
	return 0;
}

/* ---- what is asked for ------------------------------------------------------------------------------------- */

static struct curl_slist *add_field(struct curl_slist *fields, const char *name, const char *value, bool *failed)
{
	struct buf line = {0};

	buf_print(&line, "%s: %s", name, value);
	struct curl_slist *longer = line.failed ? NULL : curl_slist_append(fields, buf_cstr(&line));
	buf_finish(&line);
	*failed |= !longer;
	return longer ? longer : fields;
}

/** The rest of what is there in part, else what is newer than what is there whole. */
static struct curl_slist *fields_of(const struct transfer *t, bool *failed)
{
	struct curl_slist *fields = add_field(NULL, "Accept-Encoding", "identity", failed);
	char range[48];

	if (t->had) {
		snprintf(range, sizeof range, "bytes=%llu-", (unsigned long long)t->had);
		fields = add_field(fields, "Range", range, failed);
		return add_field(fields, "If-Range", t->had_etag, failed);
	}
	if (*t->request->etag)
		fields = add_field(fields, "If-None-Match", t->request->etag, failed);
	if (*t->request->last_modified)
		fields = add_field(fields, "If-Modified-Since", t->request->last_modified, failed);
	return fields;
}

static void set_limits(const struct transfer *t)
{
	const struct transfer_request *r = t->request;
	bool http = r->allow_http && str_starts(str_from(r->url), STR("http:"));

	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, http ? "http,https" : "https");
	curl_easy_setopt(t->easy, CURLOPT_REDIR_PROTOCOLS_STR, http ? "http,https" : "https");
	curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(t->easy, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT,
	                 (long)(r->timeout < CONNECT_SECONDS ? r->timeout : CONNECT_SECONDS));
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)BYTES_PER_SECOND);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)r->timeout);
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
	curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->max_size);
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
}

static void set_up(struct transfer *t, struct curl_slist *fields, char *said)
{
	curl_easy_setopt(t->easy, CURLOPT_URL, t->request->url);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "ties/" TIES_VERSION);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, fields);
	curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, said);
	curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	if (t->request->ca_file)
		curl_easy_setopt(t->easy, CURLOPT_CAINFO, t->request->ca_file);
	if (t->request->progress) {
		curl_easy_setopt(t->easy, CURLOPT_XFERINFOFUNCTION, tell_progress);
		curl_easy_setopt(t->easy, CURLOPT_XFERINFODATA, t);
		curl_easy_setopt(t->easy, CURLOPT_NOPROGRESS, 0L);
	}
	set_limits(t);
}

/* ---- what came of it --------------------------------------------------------------------------------------- */

static ties_code bad_status(const struct transfer *t, ties_error *err)
{
	long status = status_of(t);

	t->reply->transient = status >= 500 || status == 408 || status == 429;
	return error_set(err, TIES_ERR_FORMAT, "the server answered %ld%s%s", status,
	                 status == 404 || status == 410   ? " (not there): has the list moved?"
	                 : status == 401 || status == 403 ? " (not allowed)"
	                 : status == 429                  ? " (too many requests)"
	                 : status == 304                  ? " (not modified) though it was asked for the whole list"
	                                                  : "",
	                 status >= 500 ? " (an error of its own)" : "");
}

static ties_code too_large(const struct transfer *t, ties_error *err)
{
	return error_set(err, TIES_ERR_LIMIT, "it is larger than %.4g MiB; if lists are that large now, say --max-size",
	                 (double)t->request->max_size / (1 << 20));
}

static ties_code stopped(const struct transfer *t, ties_error *err)
{
	switch (t->stop) {
	case STOP_STATUS:
		return bad_status(t, err);
	case STOP_HEADERS:
		return error_set(err, TIES_ERR_FORMAT, "the server sent headers without end (over %d KiB)",
		                 HEADERS_MAX / 1024);
	case STOP_SIZE:
		return too_large(t, err);
	case STOP_RANGE:
		t->reply->stale = t->had > 0;
		return error_set(err, TIES_ERR_FORMAT,
		                 "the server went on with another part of the list than asked for");
	case STOP_DISK:
		errno = t->disk_error;
		return error_errno(err, t->request->incoming, "write it");
	case STOP_NONE:
		break;
	}
	return TIES_OK;
}

/** What libcurl says, for people; its own words where they are good. */
static ties_code failed(const struct transfer *t, CURLcode code, const char *said, ties_error *err)
{
	const char *why = *said ? said : curl_easy_strerror(code);
	bool certificate = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR;
	bool local = code == CURLE_OUT_OF_MEMORY || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_FAILED_INIT;

	t->reply->transient = !certificate && !local && code != CURLE_UNSUPPORTED_PROTOCOL &&
	                      code != CURLE_TOO_MANY_REDIRECTS && code != CURLE_FILESIZE_EXCEEDED;
	if (code == CURLE_OUT_OF_MEMORY) /* libcurl's word for a line beyond its bound, too */
		return error_set(err, TIES_ERR_NOMEM, "out of memory, or the server sent a header without end");
	if (local)
		return error_set(err, TIES_ERR_IO, "no connection can be made: %s", why);
	if (certificate)
		return error_set(err, TIES_ERR_FORMAT, "the server is not who it says it is: %s", why);
	if (code == CURLE_UNSUPPORTED_PROTOCOL && t->headers == 0)
		return error_set(err, TIES_ERR_FORMAT, "no list came: what answers there is no web server");
	if (code == CURLE_UNSUPPORTED_PROTOCOL)
		return error_set(err, TIES_ERR_FORMAT, "the server leads to an address that is not https");
	if (code == CURLE_TOO_MANY_REDIRECTS)
		return error_set(err, TIES_ERR_FORMAT, "the server leads on more than %d times", REDIRECTS_MAX);
	if (code == CURLE_FILESIZE_EXCEEDED)
		return too_large(t, err);
	if (code == CURLE_OPERATION_TIMEDOUT && !t->begun)
		return error_set(err, TIES_ERR_FORMAT, "no answer in time: %s", why);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return error_set(err, TIES_ERR_FORMAT, "given up after %llu bytes: hardly any more came",
		                 (unsigned long long)t->has);
	if (t->begun)
		return error_set(err, TIES_ERR_FORMAT, "it broke off after %llu bytes: %s", (unsigned long long)t->has,
		                 why);
	return error_set(err, TIES_ERR_FORMAT, "no list came: %s", why);
}

/** The transfer went to its end: is this the list, whole? */
static ties_code finish(struct transfer *t, ties_error *err)
{
	long version = 0, status = status_of(t);
	bool asked = !t->had && (*t->request->etag || *t->request->last_modified);

	if (status == 304 && asked) {
		t->reply->not_modified = true;
		return TIES_OK;
	}
	if (!t->begun && !begin(t)) /* no byte came: an empty list, or an answer without one */
		return stopped(t, err);
	if (t->whole && t->has != t->whole) {
		t->reply->transient = true;
		return error_set(err, TIES_ERR_FORMAT, "it broke off after %llu of %llu bytes",
		                 (unsigned long long)t->has, (unsigned long long)t->whole);
	}
	curl_easy_getinfo(t->easy, CURLINFO_HTTP_VERSION, &version);
	t->reply->delimited = t->chunked || t->sized || version >= CURL_HTTP_VERSION_2_0;
	return TIES_OK;
}

/** Keeps what can be gone on with: bytes of a version that has a note, unless it was their end that was wrong. */
static void clear_up(const struct transfer *t)
{
	bool useful = t->begun && t->has && (t->stop == STOP_NONE || t->stop == STOP_STATUS);
	bool untouched = !t->begun && t->had;

	if (untouched || (t->stop == STOP_STATUS && t->had) || (useful && access(t->request->note, F_OK) == 0))
		return;
	unlink(t->request->note);
	unlink(t->request->incoming);
}

static ties_code perform(struct transfer *t, ties_error *err)
{
	char said[CURL_ERROR_SIZE] = "";
	bool no_memory = false;
	struct curl_slist *fields = fields_of(t, &no_memory);
	ties_code rc = no_memory ? error_nomem(err) : TIES_OK;

	if (rc == TIES_OK) {
		set_up(t, fields, said);
		CURLcode code = curl_easy_perform(t->easy);
		rc = t->stop ? stopped(t, err) : code ? failed(t, code, said, err) : finish(t, err);
	}
	curl_slist_free_all(fields);
	return rc;
}

ties_code transfer(struct transfer_reply *reply, const struct transfer_request *request, ties_error *err)
{
	struct transfer t = {.request = request, .reply = reply};

	*reply = (struct transfer_reply){0};
	t.fd = open(request->incoming, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (t.fd < 0)
		return error_errno(err, request->incoming, "create it");
	look_back(&t);
	t.easy = curl_easy_init();
	ties_code rc = t.easy ? perform(&t, err) : error_nomem(err);
	close(t.fd);
	if (rc != TIES_OK || reply->not_modified)
		clear_up(&t);
	curl_easy_cleanup(t.easy);
	return rc;
}
