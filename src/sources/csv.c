/* Records of a CSV file.
 *
 * libcsv cuts fields; we feed it one line at a time, so that a record is known to begin where the last one
 * ended and its line number is exact. All lines of a record under way are kept as text:
 *
 *   replay (lines given back) -> or input_line -> windows-1252 undone -> raw -> libcsv -> cells
 *
 * A quote that nothing closes would swallow the rest of the file. When that shows (at the end, or when the
 * record outgrows its limit) only its first line is rejected; the lines behind are given back and read anew.
 * This may happen REPLAYS_MAX times, then the file counts as damaged: each time costs up to a whole record. */
#include "sources/csv.h"

#include "text/text.h"

#include <csv.h>
#include <stdlib.h>

enum { REPLAYS_MAX = 64 };

struct span {
	size_t start; /* in `bytes` */
	size_t len;
};

struct csv_reader {
	struct input *in;               /* borrowed */
	const char *path;               /* borrowed */
	const struct source_sink *sink; /* borrowed; NULL: rejects are dropped */
	uint64_t rejects;
	struct csv_parser parser;
	char delimiter;
	struct buf raw;        /* the record under way, lines joined by LF */
	size_t first_line_len; /* of its first line in `raw` */
	uint64_t first_line;   /* number of that line, 0 when no record is under way */
	struct buf replay;     /* lines given back, each with LF behind it, from replay_at on */
	size_t replay_at;
	uint64_t line; /* number of the line taken last */
	unsigned replays;
	struct buf decoded; /* the line taken last, when it was not UTF-8 */
	struct buf bytes;   /* fields of the record under way, back to back */
	VEC(struct span) spans;
	VEC(str) cells;
	bool ended;  /* libcsv reported the end of a record */
	bool cut;    /* the line read last was rejected for an open quote */
	bool failed; /* memory ran out in a callback */
};

/* windows-1252 0x80..0x9f; the five bytes without a meaning become U+FFFD. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* Makes UTF-8 of `line`: valid sequences stay, every other byte is windows-1252. False when memory ran out. */
static bool decode(struct buf *out, str line)
{
	buf_clear(out);
	for (;;) {
		size_t at = utf8_invalid_at(line);
		buf_add(out, str_slice(line, 0, at));
		if (at == SIZE_MAX)
			return !out->failed;
		unsigned char byte = (unsigned char)line.ptr[at];
		char utf8[4];
		size_t n = utf8_put(byte < 0xa0 ? windows_1252[byte - 0x80] : byte, utf8);
		buf_add(out, (str){utf8, n});
		line = str_slice(line, at + 1, line.len);
	}
}

void csv_reject(const struct source_sink *sink, const char *path, const struct csv_row *row, const char *reason)
{
	sink->reject(sink->context, path, row->line, reason, row->raw);
}

static void reject(struct csv_reader *r, const char *reason)
{
	r->rejects++;
	if (r->sink)
		r->sink->reject(r->sink->context, r->path, r->first_line, reason, buf_str(&r->raw));
}

static void take_field(void *field, size_t len, void *context)
{
	struct csv_reader *r = context;
	struct span span = {r->bytes.len, len};

	if (r->spans.len > CSV_FIELDS_MAX)
		return;
	buf_add(&r->bytes, (str){field, len});
	if (!vec_push(&r->spans, span) || r->bytes.failed)
		r->failed = true;
}

static void take_end(int end, void *context)
{
	struct csv_reader *r = context;

	(void)end;
	r->ended = true;
}

/* Forgets the record under way. */
static void begin_record(struct csv_reader *r)
{
	buf_clear(&r->raw);
	buf_clear(&r->bytes);
	r->spans.len = 0;
	r->first_line = 0;
	r->ended = false;
}

static bool begin_parser(struct csv_reader *r)
{
	if (csv_init(&r->parser, 0) != 0)
		return false;
	csv_set_delim(&r->parser, (unsigned char)r->delimiter);
	return true;
}

static bool feed(struct csv_reader *r, str bytes)
{
	return csv_parse(&r->parser, bytes.ptr, bytes.len, take_field, take_end, r) == bytes.len && !r->failed;
}

ties_code csv_reader_open(struct csv_reader **out, struct input *in, const char *path, char delimiter,
                          const struct source_sink *sink, ties_error *err)
{
	struct csv_reader *r = calloc(1, sizeof *r);

	*out = NULL;
	if (!r)
		return error_nomem(err);
	r->in = in;
	r->path = path;
	r->sink = sink;
	r->delimiter = delimiter;
	if (!begin_parser(r)) {
		free(r);
		return error_nomem(err);
	}
	*out = r;
	return TIES_OK;
}

uint64_t csv_reader_rejects(const struct csv_reader *reader)
{
	return reader->rejects;
}

bool csv_reader_cut(const struct csv_reader *reader)
{
	return reader->cut;
}

ties_code csv_reader_check_end(const struct csv_reader *reader, const char *path, ties_error *err)
{
	if (!reader->cut)
		return TIES_OK;
	return error_at(err, TIES_ERR_FORMAT, path, 0,
	                "the last line opens a quote that nothing closes: the file is truncated; download it again");
}

void csv_reader_close(struct csv_reader *r)
{
	if (!r)
		return;
	csv_free(&r->parser);
	buf_finish(&r->raw);
	buf_finish(&r->replay);
	buf_finish(&r->decoded);
	buf_finish(&r->bytes);
	vec_finish(&r->spans);
	vec_finish(&r->cells);
	free(r);
}

/* The next line, out of those given back or out of the input. */
static ties_code take_line(struct csv_reader *r, str *line, bool *more, ties_error *err)
{
	if (r->replay_at < r->replay.len) {
		size_t end = str_find_char(buf_str(&r->replay), '\n', r->replay_at);
		*line = str_slice(buf_str(&r->replay), r->replay_at, end);
		r->replay_at = end + 1;
		r->line++;
		*more = true;
		return TIES_OK;
	}
	ties_code rc = input_line(r->in, line, CSV_RECORD_MAX, more, err);
	if (rc != TIES_OK || !*more)
		return rc;
	r->line++;
	if (r->line == 1 && str_starts(*line, STR("\xef\xbb\xbf")))
		*line = str_slice(*line, 3, line->len);
	if (utf8_invalid_at(*line) != SIZE_MAX) {
		if (!decode(&r->decoded, *line))
			return error_nomem(err);
		*line = buf_str(&r->decoded);
	}
	return TIES_OK;
}

/* Gives back all lines of the record under way but the first, in front of those already waiting. */
static ties_code give_back(struct csv_reader *r, ties_error *err)
{
	struct buf waiting = {0};

	if (++r->replays > REPLAYS_MAX)
		return error_at(err, TIES_ERR_FORMAT, r->path, r->first_line,
		                "quotes do not match up in this and %d records before; is this CSV? Download it again",
		                REPLAYS_MAX);
	if (r->raw.len > r->first_line_len) {
		buf_add(&waiting, str_slice(buf_str(&r->raw), r->first_line_len + 1, r->raw.len));
		buf_add_char(&waiting, '\n');
	}
	buf_add(&waiting, str_slice(buf_str(&r->replay), r->replay_at, r->replay.len));
	if (waiting.failed) {
		buf_finish(&waiting);
		return error_nomem(err);
	}
	buf_finish(&r->replay);
	r->replay = waiting;
	r->replay_at = 0;
	r->line = r->first_line;
	csv_free(&r->parser);
	return begin_parser(r) ? TIES_OK : error_nomem(err);
}

/* Rejects the first line of the record under way, whose quote is never closed, and starts behind it. */
static ties_code recover(struct csv_reader *r, ties_error *err)
{
	ties_code rc = give_back(r, err);

	if (rc != TIES_OK)
		return rc;
	r->raw.len = r->first_line_len;
	reject(r, "a quote that opens in this line is never closed");
	r->cut = true;
	begin_record(r);
	return TIES_OK;
}

/* Adds one line to the record under way; r->ended tells whether that completes it. */
static ties_code add_line(struct csv_reader *r, str line, ties_error *err)
{
	r->cut = false;
	if (r->first_line) {
		buf_add_char(&r->raw, '\n');
		buf_add(&r->raw, line);
	} else {
		r->first_line = r->line;
		r->first_line_len = line.len;
		buf_add(&r->raw, line);
	}
	if (r->raw.failed || !feed(r, line) || !feed(r, STR("\n")))
		return error_nomem(err);
	return TIES_OK;
}

static ties_code finish_row(struct csv_reader *r, struct csv_row *row, ties_error *err)
{
	r->cells.len = 0;
	for (size_t i = 0; i < r->spans.len; i++) {
		str cell = {r->bytes.ptr ? r->bytes.ptr + r->spans.ptr[i].start : "", r->spans.ptr[i].len};
		if (!vec_push(&r->cells, cell))
			return error_nomem(err);
	}
	*row = (struct csv_row){r->cells.ptr, r->cells.len, r->first_line, buf_str(&r->raw)};
	return TIES_OK;
}

/* Do the quotes of a record of several lines match up by the letter? If not, a stray quote has tied lines together
 * that do not belong together. */
static bool tied_by_mistake(const struct csv_reader *r)
{
	struct csv_parser strict;

	if (r->raw.len == r->first_line_len || csv_init(&strict, CSV_STRICT) != 0)
		return false;
	csv_set_delim(&strict, (unsigned char)r->delimiter);
	bool well = csv_parse(&strict, r->raw.ptr, r->raw.len, NULL, NULL, NULL) == r->raw.len;
	csv_free(&strict);
	return !well;
}

/* Why the completed record cannot be used; NULL when it can. */
static const char *flaw(const struct csv_reader *r)
{
	if (r->spans.len > CSV_FIELDS_MAX)
		return "more than 512 fields";
	if (str_find_char(buf_str(&r->raw), '\0', 0) != SIZE_MAX)
		return "a NUL byte";
	return NULL;
}

static bool skipped(str line)
{
	str rest = str_trim(line);

	return rest.len == 0 || str_is(rest, "\x1a");
}

ties_code csv_reader_next(struct csv_reader *r, struct csv_row *row, bool *more, ties_error *err)
{
	begin_record(r);
	for (;;) {
		str line;
		ties_code rc = take_line(r, &line, more, err);
		if (rc == TIES_OK && !*more && r->first_line) {
			rc = recover(r, err);
			if (rc == TIES_OK)
				continue;
		}
		if (rc != TIES_OK || !*more)
			return rc;
		if (!r->first_line && skipped(line))
			continue;
		rc = add_line(r, line, err);
		if (rc == TIES_OK && (r->ended ? tied_by_mistake(r) : r->raw.len > CSV_RECORD_MAX))
			rc = recover(r, err);
		if (rc != TIES_OK)
			return rc;
		if (!r->ended)
			continue;
		const char *why = flaw(r);
		if (!why)
			return finish_row(r, row, err);
		reject(r, why);
		begin_record(r);
	}
}

bool csv_header_keep(struct csv_header *header, const struct csv_row *row)
{
	header->name = arena_array(&header->arena, row->count, sizeof *header->name);
	for (size_t i = 0; header->name && i < row->count; i++)
		header->name[i] = arena_copy(&header->arena, str_trim(row->cell[i]));
	header->count = row->count;
	return !header->arena.failed;
}

void csv_header_finish(struct csv_header *header)
{
	arena_finish(&header->arena);
	*header = (struct csv_header){0};
}

str csv_header_cell(const struct csv_header *header, const struct csv_row *row, const char *name)
{
	for (size_t i = 0; i < header->count; i++)
		if (str_is(header->name[i], name))
			return str_trim(csv_cell(row, i));
	return (str){NULL, 0};
}

void csv_head(str head, char delimiter, size_t max, bool (*row)(void *context, const struct csv_row *row),
              void *context)
{
	struct input *in = NULL;
	struct csv_reader *reader = NULL;
	struct csv_row r;
	bool more = true;

	/* The last line may be cut. */
	if (head.len >= INPUT_HEAD) {
		const char *end = memrchr(head.ptr, '\n', head.len);
		head.len = end ? (size_t)(end - head.ptr) : head.len;
	}
	if (input_open_memory(&in, "head", head, NULL) != TIES_OK ||
	    csv_reader_open(&reader, in, "head", delimiter, NULL, NULL) != TIES_OK)
		goto done;
	for (size_t i = 0; i < max; i++)
		if (csv_reader_next(reader, &r, &more, NULL) != TIES_OK || !more || !row(context, &r))
			break;
done:
	csv_reader_close(reader);
	input_close(in);
}
