#include "compile/relay.h"

#include <pthread.h>
#include <stdlib.h>

/* A batch is small enough to stay in a cache, and large enough that waiting is rare. */
enum { BATCHES = 4, BATCH_RECORDS = 256, BATCH_STATEMENTS = 2048 };

struct relayed {
	struct model_record record; /* its statements are those of the batch from `first` on */
	size_t first;
	unsigned part;
};

struct batch {
	struct arena arena; /* the bytes of strings */
	VEC(struct relayed) records;
	VEC(struct model_statement) statements;
};

struct relay {
	struct fold *fold;
	struct batch batches[BATCHES]; /* number n is at n mod BATCHES */
	pthread_t thread;
	bool threaded;
	pthread_mutex_t lock;
	pthread_cond_t moved; /* one of what follows has changed; under the lock */
	size_t filled, folded;
	bool closed;
	bool failed; /* sticky: memory ran out */
};

/* ---- batches ---------------------------------------------------------------------------------------------- */

static void clear(struct batch *b)
{
	arena_clear(&b->arena);
	b->records.len = 0;
	b->statements.len = 0;
}

static void keep(struct arena *arena, str *s)
{
	if (s->len)
		*s = arena_copy(arena, *s);
}

static bool add(struct batch *b, const struct model_record *record, unsigned part)
{
	struct relayed relayed = {.record = *record, .first = b->statements.len, .part = part};

	keep(&b->arena, &relayed.record.id);
	if (!vec_reserve(&b->statements, b->statements.len + record->statements.len))
		return false;
	for (size_t i = 0; i < record->statements.len; i++) {
		struct model_statement s = record->statements.ptr[i];
		str *texts[] = {&s.value,  &s.original,    &s.lang,       &s.valid_from, &s.valid_to,
		                &s.source, &s.attribution, &s.first_seen, &s.last_seen};
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			keep(&b->arena, texts[k]);
		b->statements.ptr[b->statements.len++] = s;
	}
	return vec_push(&b->records, relayed) && !b->arena.failed;
}

/* Record `i` is folded soon, those behind it a little later: each is a step further. */
static void expect(const struct fold *f, const struct batch *b, size_t i)
{
	enum { APART = 3 }; /* records between steps: what was asked for has come, and is not yet driven out */
	static const enum intern_step steps[] = {INTERN_BYTES, INTERN_ENTRY, INTERN_SLOT};

	for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
		if (i + APART * (k + 1) < b->records.len)
			fold_expect(f, &b->records.ptr[i + APART * (k + 1)].record, steps[k]);
}

static bool fold_batch(struct fold *f, struct batch *b)
{
	for (size_t i = 0; i < b->records.len; i++) {
		struct relayed *r = &b->records.ptr[i];
		if (r->record.statements.len)
			r->record.statements.ptr = b->statements.ptr + r->first;
	}
	for (size_t i = 0; i < b->records.len; i++) {
		const struct relayed *r = &b->records.ptr[i];
		expect(f, b, i);
		if (!fold_record(f, &r->record, r->part))
			return false;
	}
	return true;
}

/* ---- the thread that folds -------------------------------------------------------------------------------- */

static void *fold_batches(void *argument)
{
	struct relay *r = argument;

	pthread_mutex_lock(&r->lock);
	for (;;) {
		while (r->folded == r->filled && !r->closed)
			pthread_cond_wait(&r->moved, &r->lock);
		if (r->folded == r->filled)
			break;
		bool failed = r->failed;
		pthread_mutex_unlock(&r->lock);
		failed = failed || !fold_batch(r->fold, &r->batches[r->folded % BATCHES]);
		pthread_mutex_lock(&r->lock);
		r->failed |= failed;
		r->folded++;
		pthread_cond_signal(&r->moved);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* The batch at hand is folded here, or by the thread; the next is free afterwards. */
static bool hand_over(struct relay *r)
{
	if (!r->threaded)
		r->threaded = pthread_create(&r->thread, NULL, fold_batches, r) == 0;
	if (!r->threaded) {
		r->failed |= !fold_batch(r->fold, &r->batches[0]);
		clear(&r->batches[0]);
		return !r->failed;
	}
	pthread_mutex_lock(&r->lock);
	r->filled++;
	pthread_cond_signal(&r->moved);
	while (r->filled - r->folded == BATCHES)
		pthread_cond_wait(&r->moved, &r->lock);
	bool failed = r->failed;
	pthread_mutex_unlock(&r->lock);
	clear(&r->batches[r->filled % BATCHES]);
	return !failed;
}

/* ---- the door --------------------------------------------------------------------------------------------- */

struct relay *relay_open(struct fold *fold)
{
	struct relay *r = calloc(1, sizeof *r);

	if (!r)
		return NULL;
	r->fold = fold;
	r->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
	r->moved = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
	return r;
}

bool relay_record(struct relay *r, const struct model_record *record, unsigned part)
{
	struct batch *b = &r->batches[r->filled % BATCHES];

	if (!add(b, record, part))
		return false;
	return (b->records.len < BATCH_RECORDS && b->statements.len < BATCH_STATEMENTS) || hand_over(r);
}

static void join(struct relay *r)
{
	pthread_mutex_lock(&r->lock);
	r->closed = true;
	pthread_cond_signal(&r->moved);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
}

bool relay_close(struct relay *r)
{
	if (!r)
		return true;
	if (r->threaded)
		join(r);
	/* the last batch is not full, and the fold is the caller's again */
	bool good = !r->failed && fold_batch(r->fold, &r->batches[r->filled % BATCHES]);
	for (size_t i = 0; i < BATCHES; i++) {
		arena_finish(&r->batches[i].arena);
		vec_finish(&r->batches[i].records);
		vec_finish(&r->batches[i].statements);
	}
	pthread_cond_destroy(&r->moved);
	pthread_mutex_destroy(&r->lock);
	free(r);
	return good;
}
