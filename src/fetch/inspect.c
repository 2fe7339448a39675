/* What came is read to its end by the reader that the build uses: what that refuses is no list, whatever the server
 * called it. Beside that: is it this dataset, is it whole, does the last line end? */
#include "fetch/inspect.h"

#include "fetch/address.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>

enum { SHA256_BYTES = 32 };

/* In a context of its own: the common one crashes where memory runs out while it is made. */
static bool digest(str bytes, unsigned char out[EVP_MAX_MD_SIZE])
{
	unsigned len = 0;
	OSSL_LIB_CTX *context = OSSL_LIB_CTX_new();
	EVP_MD *kind = context ? EVP_MD_fetch(context, "SHA256", NULL) : NULL;
	bool done = kind && EVP_Digest(bytes.ptr ? bytes.ptr : "", bytes.len, out, &len, kind, NULL) == 1;

	EVP_MD_free(kind);
	OSSL_LIB_CTX_free(context);
	return done && len == SHA256_BYTES;
}

static ties_code sum(struct inspection *i, str bytes, ties_error *err)
{
	unsigned char sha256[EVP_MAX_MD_SIZE];

	i->size = bytes.len;
	if (!digest(bytes, sha256))
		return error_nomem(err);
	for (size_t k = 0; k < SHA256_BYTES; k++)
		snprintf(i->sha256 + 2 * k, 3, "%02x", sha256[k]);
	return TIES_OK;
}

ties_code inspect_sum(struct inspection *i, const char *path, ties_error *err)
{
	struct file_map map;
	ties_code rc = file_map(&map, path, err);

	if (rc != TIES_OK)
		return rc;
	rc = sum(i, map.bytes, err);
	file_unmap(&map);
	return rc;
}

/** Its packing undone to the end, within bounds; `*last` is its last byte. */
static ties_code unpack(const struct inspection *i, str bytes, char *last, ties_error *err)
{
	char block[1 << 14];
	struct input *in;
	uint64_t total = 0;
	size_t got = 1;
	ties_code rc = input_open_memory(&in, i->dataset.ptr, bytes, err);

	*last = '\0';
	while (rc == TIES_OK && got && total <= i->max_size) {
		rc = input_read(in, block, sizeof block, &got, err);
		total += rc == TIES_OK ? got : 0;
		if (rc == TIES_OK && got)
			*last = block[got - 1];
	}
	input_close(in);
	if (rc == TIES_OK && total > i->max_size)
		return error_set(err, TIES_ERR_LIMIT,
		                 "unpacked it is larger than %.4g MiB; if lists are that large now, say --max-size",
		                 (double)i->max_size / (1 << 20));
	return rc;
}

/** ".xml", ".csv.gz": what a folder's reader will go by. */
static void choose_ending(struct inspection *i, str bytes, str head)
{
	str text = str_trim(head);
	const char *packing = str_starts(bytes, STR("\x1f\x8b"))           ? ".gz"
	                      : str_starts(bytes, STR("\x28\xb5\x2f\xfd")) ? ".zst"
	                                                                   : "";
	str extension = i->extension.len                                           ? i->extension
	                : str_starts(text, STR("<"))                               ? STR("xml")
	                : str_starts(text, STR("{")) || str_starts(text, STR("[")) ? STR("json")
	                                                                           : STR("csv");

	snprintf(i->ending, sizeof i->ending, ".%.*s%s", STR_ARG(extension), packing);
}

static ties_code no_list(str head, ties_error *err)
{
	struct buf found = {0};

	source_describe(&found, head);
	ties_code rc =
	    error_set(err, TIES_ERR_FORMAT, "what came is no list that ties reads, but %s", buf_cstr(&found));
	buf_finish(&found);
	return rc;
}

/** The list that was asked for, and not one part of it, or what changed in it? */
static ties_code check_claim(const struct inspection *i, const struct source_format *format,
                             const struct source_claim *claim, ties_error *err)
{
	if (format->changes)
		return error_set(err, TIES_ERR_FORMAT,
		                 "what came says what changed in a list (%s); an archive holds whole lists",
		                 format->describes);
	if (claim->part != 0)
		return error_set(err, TIES_ERR_FORMAT,
		                 "what came is a further part of a list (%s); an archive holds lists of one file",
		                 format->parts[claim->part]);
	if (claim->dataset[0] && !str_is(i->dataset, claim->dataset))
		return error_set(err, TIES_ERR_FORMAT, "what came is a list of %s, not of %.*s", claim->dataset,
		                 STR_ARG(i->dataset));
	return TIES_OK;
}

static bool count_entry(void *context, const struct model_record *record, unsigned part)
{
	struct inspection *i = context;

	/* what other parts of the list add to an entry comes as a record of the same id */
	i->entries += part == 0 && model_schema_is_named(record->schema);
	return true;
}

static void count_reject(void *context, const char *path, uint64_t line, const char *reason, str row)
{
	struct inspection *i = context;

	(void)path;
	(void)line;
	(void)reason;
	(void)row;
	i->rejects++;
}

static ties_code read_list(struct inspection *i, const struct source_format *format, struct input *in, ties_error *err)
{
	const struct source_sink sink = {.emit = count_entry, .reject = count_reject, .context = i};
	struct source_set set = {.format = format, .dataset = i->dataset.ptr, .version = i->version};

	i->entries = i->rejects = 0;
	set.part[0] = (struct source_file){.path = i->dataset.ptr, .input = in};
	ties_code rc = format->read(&set, &sink, err);
	if (rc == TIES_OK && i->entries == 0)
		return error_set(err, TIES_ERR_FORMAT, "what came has no entry in it that can be used");
	return rc;
}

/** A list of lines can be cut without any sign but a last line that does not end. */
static ties_code check_last_line(const struct inspection *i, char last, ties_error *err)
{
	bool lines = str_starts(str_from(i->ending), STR(".csv")) || str_starts(str_from(i->ending), STR(".jsonl")) ||
	             str_starts(str_from(i->ending), STR(".ndjson")) || str_starts(str_from(i->ending), STR(".y"));

	if (!lines || i->delimited || last == '\n' || last == '\r' || last == '\x1a')
		return TIES_OK;
	return error_set(err, TIES_ERR_FORMAT, "what came ends in the middle of a line: it is cut");
}

static ties_code detect(struct inspection *i, struct input *in, const struct source_format **format, str bytes,
                        ties_error *err)
{
	struct source_claim claim;
	struct buf name = {0};
	str head;
	ties_code rc = input_peek(in, &head, err);

	if (rc != TIES_OK)
		return rc;
	choose_ending(i, bytes, head);
	buf_print(&name, "%.*s%s", STR_ARG(i->dataset), i->ending); /* by which the build will know it, too */
	rc = source_detect(in, buf_cstr(&name), format, &claim, err);
	if (rc == TIES_OK) {
		i->version = claim.version;
		rc = check_claim(i, *format, &claim, err);
	} else if (rc == TIES_ERR_FORMAT) {
		rc = no_list(head, err);
	}
	buf_finish(&name);
	return rc;
}

static ties_code inspect_bytes(struct inspection *i, str bytes, ties_error *err)
{
	const struct source_format *format;
	struct input *in;
	char last;
	ties_code rc = unpack(i, bytes, &last, err);

	if (rc == TIES_OK)
		rc = input_open_memory(&in, i->dataset.ptr, bytes, err);
	if (rc != TIES_OK)
		return rc;
	rc = detect(i, in, &format, bytes, err);
	if (rc == TIES_OK)
		rc = read_list(i, format, in, err);
	if (rc == TIES_OK)
		rc = check_last_line(i, last, err);
	input_close(in);
	return rc;
}

ties_code inspect_list(struct inspection *i, const char *path, ties_error *err)
{
	struct file_map map;
	ties_code rc = file_map(&map, path, err);

	if (rc != TIES_OK)
		return rc;
	rc = inspect_bytes(i, map.bytes, err);
	file_unmap(&map);
	return rc;
}
