/* Rows through a pool of threads. Two batches are on their way at a time, so that nobody waits for the last row of one:
 *
 *   read 0, read 1, write 0, read 2, write 1, …     one at a time and in this order, by whichever thread comes first
 *   rows of batches that are read                   by all threads, the next row that nobody has taken
 *
 * So reading and writing go on beside the work, and what is told on the way (rows that cannot be used) comes in the
 * same order for any number of threads. */
#include "cli/stream.h"

#include "base/pool.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 128, BATCHES = 2, BAD_SHOWN = 20 };

/** One batch. Errors that end the run are kept by slot, so that the first one in the order of rows is told. */
struct batch {
	struct stream_slot slots[BATCH];
	ties_code codes[BATCH]; /* of each slot */
	size_t count, taken, done;
	ties_code code; /* of reading: what was read before a failure is in the batch */
	ties_error error;
};

/** All of a run. What is not said to be of the lock belongs to who reads or writes. */
struct flow {
	const struct stream *stream;
	struct stream_counts *counts;
	bool *written;
	ties_error *error;
	ties_code code;
	double begun, shown;
	pthread_mutex_t lock;
	pthread_cond_t changed; /* there is something to do, or the run is over */
	/* Of the lock: */
	uint64_t reads, writes; /* batches */
	bool more;              /* there may be rows to read */
	bool busy;              /* somebody reads or writes */
	bool stopped;           /* nothing more is to be done */
	struct batch *batches;  /* BATCHES of them; `count` and what is behind it are of the lock, too */
};

/* ---- reading ------------------------------------------------------------------------------------------- */

static ties_code fill(struct batch *batch, const struct stream *stream, bool *more, ties_error *err)
{
	while (*more && batch->count < BATCH) {
		struct stream_slot *slot = &batch->slots[batch->count];
		struct buf kept = slot->out.buf;
		buf_clear(&kept);
		arena_clear(&slot->arena);
		slot->out = stream->cli->style;
		slot->out.buf = kept;
		slot->hit = slot->bad = false;
		ties_code rc = stream->read(stream->context, slot, more, err);
		if (rc)
			return rc;
		batch->count += *more;
	}
	return TIES_OK;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static void complain(const struct stream *stream, const struct stream_slot *slot, struct stream_counts *counts)
{
	counts->bad++;
	if (counts->bad <= BAD_SHOWN || cli_has(stream->cli, OPTION_VERBOSE))
		cli_complain("%s:%llu: %s", stream->path, (unsigned long long)slot->line, slot->error.message);
	else if (counts->bad == BAD_SHOWN + 1)
		cli_complain("%s: more rows that cannot be used follow; --verbose shows all", stream->path);
}

static void fail(struct flow *f, ties_code code, const ties_error *error)
{
	f->code = code;
	if (f->error)
		*f->error = *error;
}

static void progress(struct flow *f)
{
	double now = cli_seconds();
	uint64_t rows = f->counts->rows;

	if (!cli_shows_progress(f->stream->cli) || now - f->begun < 1 || now - f->shown < 0.2)
		return;
	f->shown = now;
	fprintf(stderr, "\r%llu rows, %.0f a second ", (unsigned long long)rows, (double)rows / (now - f->begun));
}

/* False when the run is over. */
static bool drain(struct flow *f, struct batch *batch)
{
	const struct stream *stream = f->stream;

	for (size_t i = 0; i < batch->count; i++) {
		struct stream_slot *slot = &batch->slots[i];
		if (batch->codes[i]) {
			fail(f, batch->codes[i], &slot->error);
			return false;
		}
		f->counts->rows++;
		f->counts->hits += slot->hit;
		if (slot->bad)
			complain(stream, slot, f->counts);
		if (stream->done)
			stream->done(stream->context, slot);
		*f->written = cli_write(&slot->out);
		if (!*f->written)
			return false;
	}
	if (batch->code)
		fail(f, batch->code, &batch->error);
	progress(f);
	return !batch->code;
}

/* ---- threads --------------------------------------------------------------------------------------------- */

/* Is the next batch to be read, before the one behind it is written? So it is as long as there is room. */
static bool may_read(const struct flow *f)
{
	return f->more && f->reads - f->writes < BATCHES;
}

static bool may_write(const struct flow *f)
{
	const struct batch *batch = &f->batches[f->writes % BATCHES];

	return !may_read(f) && f->writes < f->reads && batch->done == batch->count;
}

static void read_batch(struct flow *f)
{
	struct batch *batch = &f->batches[f->reads % BATCHES];
	bool more = true;

	batch->count = batch->taken = batch->done = 0;
	pthread_mutex_unlock(&f->lock);
	batch->code = fill(batch, f->stream, &more, &batch->error);
	pthread_mutex_lock(&f->lock);
	f->more = more && batch->code == TIES_OK;
	f->reads++;
}

static void write_batch(struct flow *f)
{
	pthread_mutex_unlock(&f->lock);
	bool goes_on = drain(f, &f->batches[f->writes % BATCHES]);
	pthread_mutex_lock(&f->lock);
	f->writes++;
	f->stopped = !goes_on || (!f->more && f->writes == f->reads);
}

/* The oldest batch that has rows nobody has taken; NULL when there is none. */
static struct batch *find_work(struct flow *f)
{
	for (uint64_t i = f->writes; i < f->reads; i++) {
		struct batch *batch = &f->batches[i % BATCHES];
		if (batch->taken < batch->count)
			return batch;
	}
	return NULL;
}

static void work_row(struct flow *f, struct batch *batch, unsigned thread)
{
	size_t i = batch->taken++;
	struct stream_slot *slot = &batch->slots[i];

	pthread_mutex_unlock(&f->lock);
	batch->codes[i] = f->stream->work(f->stream->context, thread, slot, &slot->error);
	pthread_mutex_lock(&f->lock);
	if (++batch->done == batch->count)
		pthread_cond_broadcast(&f->changed);
}

/* What there is to do, until the run is over: one item of the pool for each thread. */
static void take_part(void *context, unsigned thread, size_t item)
{
	struct flow *f = context;
	struct batch *batch;

	(void)item;
	pthread_mutex_lock(&f->lock);
	while (!f->stopped) {
		if (!f->busy && (may_read(f) || may_write(f))) {
			f->busy = true;
			if (may_read(f))
				read_batch(f);
			else
				write_batch(f);
			f->busy = false;
			pthread_cond_broadcast(&f->changed);
		} else if ((batch = find_work(f))) {
			work_row(f, batch, thread);
		} else {
			pthread_cond_wait(&f->changed, &f->lock);
		}
	}
	pthread_mutex_unlock(&f->lock);
}

static void finish(struct flow *f)
{
	for (size_t i = 0; f->batches && i < (size_t)BATCHES * BATCH; i++) {
		struct stream_slot *slot = &f->batches[i / BATCH].slots[i % BATCH];
		arena_finish(&slot->arena);
		buf_finish(&slot->out.buf);
	}
	free(f->batches);
	pthread_cond_destroy(&f->changed);
	pthread_mutex_destroy(&f->lock);
}

ties_code stream_run(const struct stream *stream, struct stream_counts *counts, bool *written, ties_error *err)
{
	struct flow f = {
	    .stream = stream,
	    .counts = counts,
	    .written = written,
	    .error = err,
	    .begun = cli_seconds(),
	    .more = true,
	    .batches = calloc(BATCHES, sizeof *f.batches),
	};

	pthread_mutex_init(&f.lock, NULL);
	pthread_cond_init(&f.changed, NULL);
	*counts = (struct stream_counts){0};
	*written = true;
	if (f.batches)
		pool_run(stream->cli->threads, stream->cli->threads, take_part, &f);
	else
		f.code = error_nomem(err);
	if (f.shown > 0)
		fprintf(stderr, "\r%40s\r", "");
	finish(&f);
	return f.code;
}
