/* Fetching: each list through its stations, in the order asked for, one after the other. */
#include "fetch/fetch.h"

#include "base/file.h"
#include "dates/dates.h"
#include "fetch/address.h"
#include "fetch/archive.h"
#include "fetch/inspect.h"
#include "fetch/late.h"
#include "fetch/manifest.h"
#include "fetch/transfer.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIMEOUT_DEFAULT = 60, TRIES_DEFAULT = 3, WAIT_MOST = 8, FIRST_YEAR = 1990, DAY_SECONDS = 86400 };
static const uint64_t max_size_default = UINT64_C(1) << 30;

/** A report with its memory. */
struct report_block {
	ties_fetch_report report; /* first: the public pointer is the block */
	struct arena arena;
};

struct fetcher {
	const ties_fetch_options *options;
	struct arena *arena; /* of the report */
	struct archive archive;
	struct manifest manifest;
	const char *manifest_path;
	int64_t now;
	uint64_t max_size;
	unsigned timeout, tries;
	const char *dataset; /* that is being fetched, for the progress */
};

/** One list on its way. */
struct errand {
	const struct address *address;
	struct archive_place place;
	struct archive_version newest; /* before */
	struct inspection old;         /* its sum; empty when there is none */
	struct transfer_reply reply;
	struct inspection came;
	ties_fetch_result *result;
};

/* ---- known lists ------------------------------------------------------------------------------------------ */

bool ties_known_list_at(size_t index, ties_known_list *out)
{
	if (index >= fetch_list_count)
		return false;
	const struct fetch_list *list = &fetch_lists[index];
	const struct source_dataset *known = source_dataset_find(str_from(list->dataset));
	*out = (ties_known_list){.dataset = list->dataset,
	                         .title = known ? known->title : "",
	                         .publisher = known ? known->publisher : "",
	                         .url = list->url,
	                         .needs = list->needs};
	return true;
}

const char *ties_fetch_outcome_name(ties_fetch_outcome outcome)
{
	static const char *const names[] = {[TIES_FETCH_NEW] = "new",
	                                    [TIES_FETCH_REPLACED] = "replaced",
	                                    [TIES_FETCH_UNCHANGED] = "unchanged",
	                                    [TIES_FETCH_REFUSED] = "refused",
	                                    [TIES_FETCH_FAILED] = "failed"};

	return (size_t)outcome < sizeof names / sizeof *names ? names[outcome] : "";
}

/* ---- one list: the bytes ---------------------------------------------------------------------------------- */

static void tell_progress(void *context, uint64_t done, uint64_t total)
{
	const struct fetcher *f = context;

	f->options->progress(f->options->context, f->dataset, done, total);
}

/** What the server is told that is there: only of a file that is still what came from this address. */
static const struct manifest_row *known_version(struct fetcher *f, const struct errand *e)
{
	const struct manifest_row *row = manifest_find(&f->manifest, e->newest.file);

	if (f->options->force || !row || !str_is(row->sha256, e->old.sha256) || !str_equal(row->url, e->address->shown))
		return NULL;
	return row;
}

/** A server that does not answer, or breaks off, is asked again after a while. */
static ties_code try_until(const struct fetcher *f, struct errand *e, const struct transfer_request *request,
                           ties_error *err)
{
	for (unsigned tried = 1, wait = 1;; tried++, wait = wait < WAIT_MOST ? 2 * wait : wait) {
		ties_code rc = transfer(&e->reply, request, err);
		if (rc != TIES_OK && e->reply.stale) /* once: nothing is there in part any more */
			rc = transfer(&e->reply, request, err);
		if (rc == TIES_OK || !e->reply.transient || tried >= f->tries)
			return rc;
		nanosleep(&(struct timespec){.tv_sec = wait}, NULL);
	}
}

static ties_code get(struct fetcher *f, struct errand *e, ties_error *err)
{
	const struct manifest_row *row = known_version(f, e);
	str etag = arena_copy(f->arena, row ? row->etag : STR(""));
	str last_modified = arena_copy(f->arena, row ? row->last_modified : STR(""));
	const struct transfer_request request = {.url = e->address->url.ptr,
	                                         .incoming = e->place.incoming.ptr,
	                                         .note = e->place.note.ptr,
	                                         .etag = etag.ptr,
	                                         .last_modified = last_modified.ptr,
	                                         .ca_file = f->options->ca_file,
	                                         .max_size = f->max_size,
	                                         .timeout = f->timeout,
	                                         .allow_http = f->options->allow_http,
	                                         .progress = f->options->progress ? tell_progress : NULL,
	                                         .context = f};

	return f->arena->failed ? error_nomem(err) : try_until(f, e, &request, err);
}

/* ---- one list: its date and its place ----------------------------------------------------------------------- */

static void print_day(int32_t day, char out[DATE_TEXT_MAX])
{
	date_print((struct date){.first = day, .last = day, .kind = DATE_KNOWN}, out);
}

/** The list's own date, else that of the server's file, else today. */
static int32_t choose_day(const struct fetcher *f, const struct errand *e, const char **from)
{
	int32_t today = (int32_t)(f->now / DAY_SECONDS);
	const struct date *own = &e->came.version;

	if (own->kind == DATE_KNOWN && own->first == own->last) {
		*from = "list";
		return own->first;
	}
	time_t modified = curl_getdate(e->reply.last_modified, NULL);
	if (modified >= (time_t)date_from_civil(FIRST_YEAR, 1, 1) * DAY_SECONDS && modified / DAY_SECONDS <= today) {
		*from = "last-modified";
		return (int32_t)(modified / DAY_SECONDS);
	}
	*from = "download";
	return today;
}

/** Is it likely to be the next version? What looks like a slip of the server is not taken for news. */
static ties_code check_succession(const struct fetcher *f, const struct errand *e, int32_t day, ties_error *err)
{
	char text[DATE_TEXT_MAX], before[DATE_TEXT_MAX];

	print_day(day, text);
	print_day(e->newest.day, before);
	if (day < date_from_civil(FIRST_YEAR, 1, 1) || day > f->now / DAY_SECONDS + 1)
		return error_set(err, TIES_ERR_FORMAT, "what came says that it is of %s, which cannot be", text);
	if (f->options->force || e->newest.day == TIES_DAY_MIN)
		return TIES_OK;
	if (day < e->newest.day)
		return error_set(
		    err, TIES_ERR_FORMAT,
		    "what came is of %s, older than the version of %s. To archive it all the same, say --force", text,
		    before);
	if (str_is(e->newest.extension, e->came.ending) && e->came.size < e->newest.size / 2)
		return error_set(
		    err, TIES_ERR_FORMAT,
		    "what came has %llu bytes where the version of %s has %llu: more than half is gone. If the "
		    "list really shrank, say --force",
		    (unsigned long long)e->came.size, before, (unsigned long long)e->newest.size);
	return TIES_OK;
}

static void set_version(ties_fetch_result *result, str file, int32_t day, uint64_t size, str sha256)
{
	result->file = file;
	result->date = day;
	result->size = size;
	result->sha256 = sha256;
}

static void print_time(int64_t at, char out[DATE_TEXT_MAX + 16])
{
	char day[DATE_TEXT_MAX];
	int64_t second = at % DAY_SECONDS;

	print_day((int32_t)(at / DAY_SECONDS), day);
	snprintf(out, DATE_TEXT_MAX + 16, "%sT%02d:%02d:%02dZ", day, (int)(second / 3600), (int)(second / 60 % 60),
	         (int)(second % 60));
}

/** Remembers what the server said of the version. */
static ties_code remember(struct fetcher *f, const struct errand *e, int32_t day, const char *date_from,
                          ties_error *err)
{
	char date[DATE_TEXT_MAX], time[DATE_TEXT_MAX + 16];

	print_day(day, date);
	print_time(f->now, time);
	const struct manifest_row row = {.dataset = e->address->dataset,
	                                 .date = str_from(date),
	                                 .date_from = str_from(date_from),
	                                 .file = e->result->file,
	                                 .size = e->came.size,
	                                 .entries = e->came.entries,
	                                 .sha256 = str_from(e->came.sha256),
	                                 .fetched_at = str_from(time),
	                                 .etag = str_from(e->reply.etag),
	                                 .last_modified = str_from(e->reply.last_modified),
	                                 .url = e->address->shown};
	if (!manifest_put(&f->manifest, &row))
		return error_nomem(err);
	return manifest_write(&f->manifest, f->manifest_path, err);
}

/** The same bytes once more: no new version, but what the server says of them may be new. */
static ties_code keep_version(struct fetcher *f, struct errand *e, ties_error *err)
{
	struct manifest_row *row = manifest_find(&f->manifest, e->newest.file);
	const char *from = "download";

	archive_discard(&e->place);
	if (!row) {
		choose_day(f, e, &from);
		return remember(f, e, e->newest.day, from, err);
	}
	struct manifest_row fresh = *row;
	fresh.etag = str_from(e->reply.etag);
	fresh.last_modified = str_from(e->reply.last_modified);
	fresh.url = e->address->shown;
	fresh.sha256 = str_from(e->came.sha256);
	fresh.size = e->came.size;
	if (!manifest_put(&f->manifest, &fresh))
		return error_nomem(err);
	return manifest_write(&f->manifest, f->manifest_path, err);
}

/** A list that did not come, or is not taken; the others go on. */
static ties_code miss(struct fetcher *f, struct errand *e, ties_fetch_outcome outcome, const ties_error *why,
                      ties_error *err)
{
	e->result->outcome = outcome;
	e->result->reason = arena_copy(f->arena, str_from(why->message));
	return e->result->reason.ptr ? TIES_OK : error_nomem(err);
}

static ties_code accept_version(struct fetcher *f, struct errand *e, int32_t day, const char *from, ties_error *err)
{
	str file, replaced = {"", 0};
	ties_fetch_result *result = e->result;
	ties_error why;

	if (archive_accept(&e->place, day, e->came.ending, f->arena, &file, &replaced, &why) != TIES_OK) {
		archive_discard(&e->place);
		return miss(f, e, TIES_FETCH_FAILED, &why, err);
	}
	result->outcome = replaced.len ? TIES_FETCH_REPLACED : TIES_FETCH_NEW;
	result->date_from = from;
	result->entries = e->came.entries;
	result->rejects = e->came.rejects;
	set_version(result, file, day, e->came.size, arena_copy(f->arena, str_from(e->came.sha256)));
	if (replaced.len && !str_equal(replaced, file))
		manifest_drop(&f->manifest, replaced);
	return remember(f, e, day, from, err);
}

/* ---- one list, whole ----------------------------------------------------------------------------------------- */

static ties_code look_at_newest(struct fetcher *f, struct errand *e, ties_error *err)
{
	ties_code rc = archive_place_of(&e->place, &f->archive, e->address->dataset, f->arena, err);

	if (rc == TIES_OK)
		rc = archive_newest(&e->newest, &e->place, f->arena, err);
	if (rc != TIES_OK || !e->newest.file.len)
		return rc;
	str path = arena_print(f->arena, "%s/%.*s", f->archive.root, STR_ARG(e->newest.file));
	if (!path.ptr)
		return error_nomem(err);
	rc = inspect_sum(&e->old, path.ptr, err);
	set_version(e->result, e->newest.file, e->newest.day, e->newest.size,
	            arena_copy(f->arena, str_from(e->old.sha256)));
	return rc;
}

/** What is to be found out of what came. */
static struct inspection begin_inspection(const struct fetcher *f, const struct errand *e)
{
	return (struct inspection){.dataset = e->address->dataset,
	                           .extension = e->address->extension,
	                           .max_size = f->max_size,
	                           .delimited = e->reply.delimited};
}

/** Has an earlier --force put just this older version into the archive? */
static bool has_version(struct fetcher *f, const struct errand *e, int32_t day)
{
	char date[DATE_TEXT_MAX];

	print_day(day, date);
	str file = arena_print(f->arena, "%.*s/%s%s", STR_ARG(e->address->dataset), date, e->came.ending);
	const struct manifest_row *row = f->options->force && file.ptr ? manifest_find(&f->manifest, file) : NULL;
	return row && str_is(row->sha256, e->came.sha256);
}

/** What came: nothing new, a version, or nothing to be trusted. */
static ties_code judge(struct fetcher *f, struct errand *e, ties_error *err)
{
	const char *path = e->place.incoming.ptr, *from;
	ties_error why;

	e->came = begin_inspection(f, e);
	ties_code rc = inspect_sum(&e->came, path, &why);
	bool same = rc == TIES_OK && strcmp(e->came.sha256, e->old.sha256) == 0;
	if (rc == TIES_OK && !(same && manifest_find(&f->manifest, e->newest.file)))
		rc = inspect_list(&e->came, path, &why);
	if (rc == TIES_OK && same) {
		e->result->outcome = TIES_FETCH_UNCHANGED;
		return keep_version(f, e, err);
	}
	int32_t day = choose_day(f, e, &from);
	if (rc == TIES_OK && has_version(f, e, day)) {
		e->result->outcome = TIES_FETCH_UNCHANGED;
		archive_discard(&e->place);
		return TIES_OK;
	}
	if (rc == TIES_OK)
		rc = check_succession(f, e, day, &why);
	if (rc == TIES_OK)
		return accept_version(f, e, day, from, err);
	archive_discard(&e->place);
	return miss(f, e, TIES_FETCH_REFUSED, &why, err);
}

static ties_code run_errand(struct fetcher *f, struct errand *e, ties_error *err)
{
	ties_error why;
	ties_code rc = look_at_newest(f, e, &why);

	if (rc == TIES_OK)
		rc = get(f, e, &why);
	if (rc != TIES_OK)
		return miss(f, e, TIES_FETCH_FAILED, &why, err);
	if (!e->reply.not_modified)
		return judge(f, e, err);
	e->result->outcome = TIES_FETCH_UNCHANGED;
	return TIES_OK;
}

/* ---- all ------------------------------------------------------------------------------------------------------ */

static ties_code parse_addresses(struct fetcher *f, struct address **out, size_t *count, ties_error *err)
{
	const ties_fetch_options *o = f->options;
	size_t room = o->list_count ? o->list_count : fetch_list_count;

	*count = 0;
	*out = arena_array(f->arena, room, sizeof **out);
	if (!*out)
		return error_nomem(err);
	for (size_t i = 0; i < fetch_list_count && o->list_count == 0; i++)
		if (!*fetch_lists[i].needs)
			address_of_list(&(*out)[(*count)++], &fetch_lists[i]);
	for (size_t i = 0; i < o->list_count; i++) {
		struct address *address = &(*out)[(*count)++];
		ties_code rc = address_parse(address, f->arena, o->lists[i], o->allow_http, err);
		if (rc != TIES_OK)
			return rc;
		for (size_t k = 0; k + 1 < *count; k++)
			if (str_equal((*out)[k].dataset, address->dataset))
				return error_set(err, TIES_ERR_USAGE, "%.*s is asked for twice; one address is enough",
				                 STR_ARG(address->dataset));
	}
	return TIES_OK;
}

static ties_code fetch_lists_of(struct fetcher *f, const struct address *addresses, size_t count,
                                ties_fetch_report *report, ties_error *err)
{
	ties_fetch_result *results = arena_array(f->arena, count, sizeof *results);
	ties_code rc = results ? manifest_read(&f->manifest, f->manifest_path, err) : error_nomem(err);

	report->results = results;
	report->damaged_lines = f->manifest.damaged;
	for (size_t i = 0; i < count && rc == TIES_OK; i++) {
		struct errand e = {.address = &addresses[i], .result = &results[i]};
		results[i] = (ties_fetch_result){
		    .dataset = addresses[i].dataset, .url = addresses[i].shown, .date = TIES_DAY_MIN, .date_from = ""};
		f->dataset = addresses[i].dataset.ptr;
		rc = run_errand(f, &e, err);
		report->result_count = i + 1;
		report->failures += results[i].outcome == TIES_FETCH_REFUSED || results[i].outcome == TIES_FETCH_FAILED;
	}
	return rc == TIES_OK && f->arena->failed ? error_nomem(err) : rc;
}

static ties_code fetch_into(struct fetcher *f, ties_fetch_report *report, ties_error *err)
{
	struct address *addresses;
	size_t count;
	str root = arena_copy(f->arena, str_from(f->options->archive));
	str path = arena_print(f->arena, "%s/manifest.tsv", f->options->archive);

	report->archive = root;
	f->manifest_path = path.ptr;
	if (f->arena->failed)
		return error_nomem(err);
	ties_code rc = parse_addresses(f, &addresses, &count, err);
	if (rc == TIES_OK)
		rc = archive_open(&f->archive, root.ptr, err);
	if (rc != TIES_OK)
		return rc;
	rc = fetch_lists_of(f, addresses, count, report, err);
	manifest_finish(&f->manifest);
	archive_close(&f->archive);
	return rc;
}

ties_code ties_fetch(const ties_fetch_options *options, ties_fetch_report **out, ties_error *err)
{
	*out = NULL;
	if (!options->archive || !*options->archive)
		return error_set(err, TIES_ERR_USAGE, "no archive is named: say into which folder the lists go");
	if (late_load(err) != TIES_OK)
		return TIES_ERR_NOT_FOUND;
	struct report_block *block = calloc(1, sizeof *block);
	if (!block)
		return error_nomem(err);
	struct fetcher f = {.options = options,
	                    .arena = &block->arena,
	                    .now = options->now ? options->now : (int64_t)time(NULL),
	                    .max_size = options->max_size ? options->max_size : max_size_default,
	                    .timeout = options->timeout ? options->timeout : TIMEOUT_DEFAULT,
	                    .tries = options->tries ? options->tries : TRIES_DEFAULT};
	ties_code rc = fetch_into(&f, &block->report, err);
	if (rc == TIES_OK)
		*out = &block->report;
	else
		ties_fetch_report_free(&block->report);
	return rc;
}

void ties_fetch_report_free(ties_fetch_report *report)
{
	struct report_block *block = (struct report_block *)(void *)report;

	if (!block)
		return;
	arena_finish(&block->arena);
	free(block);
}
