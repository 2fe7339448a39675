/* Any bytes as an export of a database, in either form: a sound database, or an error that says something. */
#include "compile/assemble.h"
#include "compile/restore.h"
#include "sources/formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void need(bool condition)
{
	if (!condition)
		abort();
}

/* What the build goes on with; the book that it makes is whole. */
static void build(struct fold *f, struct decisions *decisions)
{
	struct resolution entities = {0};
	struct corpus corpus = {0};
	struct derived derived = {0};
	struct assembled assembled;
	ties_book *book;
	ties_error err = {0};
	char path[64];

	snprintf(path, sizeof path, "/tmp/fuzz-exported-%d.ties", (int)getpid());
	decisions_settle(decisions);
	need(fold_close(f));
	need(resolve_entities(&entities, f, decisions, NULL, NULL, &err) == TIES_OK);
	need(corpus_init(&corpus, f, &entities, &err) == TIES_OK);
	need(derive_all(&derived, &corpus, &err) == TIES_OK);
	need(assemble_book(&assembled, path, 1, &corpus, &derived, &err) == TIES_OK);
	need(book_open(&book, path, &err) == TIES_OK);
	if (book_verify(book, &err) != TIES_OK) {
		fprintf(stderr, "%s\n", err.message);
		abort();
	}
	book_close(book);
	unlink(path);
	derived_finish(&derived);
	corpus_finish(&corpus);
	resolution_finish(&entities);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str bytes = {(const char *)data, size};
	struct source_claim claim;
	bool json = source_exported_json.detect(bytes, "export", &claim);
	struct plan_export export = {.format = json ? &source_exported_json : &source_exported_csv,
	                             .file = {.path = "export"}};
	struct plan plan = {.exports = {.ptr = &export, .len = 1}};
	struct fold f;
	struct decisions decisions = {0};
	uint64_t records = 0, versions = 0;
	ties_error err = {0};

	need(fold_init(&f));
	need(input_open_memory(&export.file.standard, "export", bytes, &err) == TIES_OK);
	if (restore_exports(&f, &decisions, &plan, &records, &versions, &err) == TIES_OK)
		build(&f, &decisions);
	else
		need(err.message[0] != '\0');
	input_close(export.file.standard);
	decisions_finish(&decisions);
	fold_finish(&f);
	return 0;
}
