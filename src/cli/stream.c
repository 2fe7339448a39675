/* Batches of rows through a pool of threads. */
#include "cli/stream.h"

#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 1024, BAD_SHOWN = 20 };

/** One batch. Errors that end the run are kept by slot, so that the first one in the order of rows is told. */
struct batch {
	const struct stream *stream;
	struct stream_slot *slots; /* BATCH of them */
	ties_code *codes;          /* of each slot */
	size_t count;
};

static void work(void *context, unsigned thread, size_t item)
{
	struct batch *batch = context;
	struct stream_slot *slot = &batch->slots[item];

	batch->codes[item] = batch->stream->work(batch->stream->context, thread, slot, &slot->error);
}

/* What was read before a failure is in the batch. */
static ties_code fill(struct batch *batch, bool *more, ties_error *err)
{
	batch->count = 0;
	while (*more && batch->count < BATCH) {
		struct stream_slot *slot = &batch->slots[batch->count];
		struct buf kept = slot->out.buf;
		buf_clear(&kept);
		arena_clear(&slot->arena);
		slot->out = batch->stream->cli->style;
		slot->out.buf = kept;
		slot->hit = slot->bad = false;
		ties_code rc = batch->stream->read(batch->stream->context, slot, more, err);
		if (rc)
			return rc;
		batch->count += *more;
	}
	return TIES_OK;
}

static void complain(const struct stream *stream, const struct stream_slot *slot, struct stream_counts *counts)
{
	counts->bad++;
	if (counts->bad <= BAD_SHOWN || cli_has(stream->cli, OPTION_VERBOSE))
		cli_complain("%s:%llu: %s", stream->path, (unsigned long long)slot->line, slot->error.message);
	else if (counts->bad == BAD_SHOWN + 1)
		cli_complain("%s: more rows that cannot be used follow; --verbose shows all", stream->path);
}

static ties_code drain(struct batch *batch, struct stream_counts *counts, bool *written, ties_error *err)
{
	for (size_t i = 0; i < batch->count; i++) {
		struct stream_slot *slot = &batch->slots[i];
		if (batch->codes[i]) {
			if (err)
				*err = slot->error;
			return batch->codes[i];
		}
		counts->rows++;
		counts->hits += slot->hit;
		if (slot->bad)
			complain(batch->stream, slot, counts);
		if (batch->stream->done)
			batch->stream->done(batch->stream->context, slot);
		if (!cli_write(&slot->out)) {
			*written = false;
			return TIES_OK;
		}
	}
	return TIES_OK;
}

static void progress(const struct stream *stream, double begun, double *shown, uint64_t rows)
{
	double now = cli_seconds();

	if (!cli_shows_progress(stream->cli) || now - begun < 1 || now - *shown < 0.2)
		return;
	*shown = now;
	fprintf(stderr, "\r%llu rows, %.0f a second ", (unsigned long long)rows, (double)rows / (now - begun));
}

ties_code stream_run(const struct stream *stream, struct stream_counts *counts, bool *written, ties_error *err)
{
	struct batch batch = {.stream = stream};
	double begun = cli_seconds(), shown = 0;
	ties_code rc = TIES_OK;
	bool more = true;

	*counts = (struct stream_counts){0};
	*written = true;
	batch.slots = calloc(BATCH, sizeof *batch.slots);
	batch.codes = calloc(BATCH, sizeof *batch.codes);
	if (!batch.slots || !batch.codes)
		rc = error_nomem(err);
	while (rc == TIES_OK && more && *written) {
		ties_error why = {0};
		ties_code read = fill(&batch, &more, &why);
		pool_run(stream->cli->threads, batch.count, work, &batch);
		rc = drain(&batch, counts, written, err);
		if (rc == TIES_OK && read != TIES_OK && *written) {
			rc = read;
			if (err)
				*err = why;
		}
		progress(stream, begun, &shown, counts->rows);
	}
	if (shown > 0)
		fprintf(stderr, "\r%40s\r", "");
	for (size_t i = 0; batch.slots && i < BATCH; i++) {
		arena_finish(&batch.slots[i].arena);
		buf_finish(&batch.slots[i].out.buf);
	}
	free(batch.slots);
	free(batch.codes);
	return rc;
}
