#include "compile/relay.h"

#include "base/buf.h"

#include <pthread.h>
#include <stdlib.h>

/* A batch is small enough to stay in a cache, and large enough that waiting is rare. */
enum { BATCHES = 4, BATCH_RECORDS = 256, BATCH_BYTES = 128 * 1024 };

/** What the reader has said, as one run of bytes, for what another thread has written is slow to come by:
 *
 *    relayed_record id { relayed_statement length… text… }…
 *
 *  with the lengths (uint32_t) and bytes of the texts that are not empty. */
struct batch {
	struct buf bytes;
	size_t records;
};

struct relayed_record {
	uint64_t line;
	uint32_t id_length, statements;
	uint16_t schema;
	uint8_t part;
};

struct relayed_statement {
	uint16_t property;
	uint16_t texts; /* bit set, in the order of TEXTS */
	uint8_t modality, confidence;
};

/* The texts of a statement. */
#define TEXTS(X) \
	X(value) X(original) X(lang) X(valid_from) X(valid_to) X(source) X(attribution) X(first_seen) X(last_seen)
enum {
#define X(text) TEXT_##text,
	TEXTS(X) TEXT_COUNT
#undef X
};

/** A batch as records again, of the thread that folds; reused from batch to batch. */
struct unpacked {
	VEC(struct model_record) records;
	VEC(uint8_t) parts;
	VEC(struct model_statement) statements; /* of all records */
};

struct relay {
	struct fold *fold;
	struct batch batches[BATCHES]; /* number n is at n mod BATCHES */
	struct unpacked unpacked;
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
	buf_clear(&b->bytes);
	b->records = 0;
}

static void put(struct batch *b, const void *item, size_t size)
{
	buf_add(&b->bytes, (str){item, size});
}

static void add_statement(struct batch *b, const struct model_statement *s)
{
	struct relayed_statement packed = {
	    .property = (uint16_t)s->property, .modality = s->modality, .confidence = s->confidence};
#define X(text) s->text,
	const str texts[] = {TEXTS(X)};
#undef X

	for (unsigned k = 0; k < TEXT_COUNT; k++)
		packed.texts |= (uint16_t)((texts[k].len != 0) << k);
	put(b, &packed, sizeof packed);
	for (unsigned k = 0; k < TEXT_COUNT; k++) {
		uint32_t length = (uint32_t)texts[k].len;
		if (length)
			put(b, &length, sizeof length);
	}
	for (unsigned k = 0; k < TEXT_COUNT; k++)
		buf_add(&b->bytes, texts[k]);
}

static bool is_long(const struct model_record *record)
{
	bool any = record->id.len > UINT32_MAX || record->statements.len > UINT32_MAX;

	for (size_t i = 0; i < record->statements.len; i++) {
		const struct model_statement *s = &record->statements.ptr[i];
#define X(text) any |= s->text.len > UINT32_MAX;
		TEXTS(X)
#undef X
	}
	return any;
}

static bool add(struct batch *b, const struct model_record *record, unsigned part)
{
	const struct relayed_record packed = {.line = record->line,
	                                      .id_length = (uint32_t)record->id.len,
	                                      .statements = (uint32_t)record->statements.len,
	                                      .schema = (uint16_t)record->schema,
	                                      .part = (uint8_t)part};

	if (is_long(record)) /* more than any book holds, and than any reader gives */
		return false;
	put(b, &packed, sizeof packed);
	buf_add(&b->bytes, record->id);
	for (size_t i = 0; i < record->statements.len; i++)
		add_statement(b, &record->statements.ptr[i]);
	b->records++;
	return !b->bytes.failed;
}

static void take(const char **at, void *item, size_t size)
{
	memcpy(item, *at, size);
	*at += size;
}

static str take_text(const char **at, uint32_t length)
{
	str text = {*at, length};

	*at += length;
	return text;
}

static struct model_statement take_statement(const char **at)
{
	struct relayed_statement packed;
	uint32_t length[TEXT_COUNT] = {0};

	take(at, &packed, sizeof packed);
	for (unsigned k = 0; k < TEXT_COUNT; k++)
		if (packed.texts >> k & 1)
			take(at, &length[k], sizeof length[k]);
	/* initialisers have no order of their own */
	struct model_statement s = {
	    .property = packed.property, .modality = packed.modality, .confidence = packed.confidence};
#define X(text) s.text = take_text(at, length[TEXT_##text]);
	TEXTS(X)
#undef X
	return s;
}

static bool unpack(struct unpacked *u, const struct batch *b)
{
	const char *at = b->bytes.ptr;
	size_t first = 0;

	u->records.len = u->parts.len = u->statements.len = 0;
	for (size_t i = 0; i < b->records; i++) {
		struct relayed_record packed;
		take(&at, &packed, sizeof packed);
		struct model_record record = {.schema = packed.schema, .line = packed.line};
		record.id = take_text(&at, packed.id_length);
		record.statements.len = packed.statements;
		if (!vec_reserve(&u->statements, u->statements.len + packed.statements) ||
		    !vec_push(&u->records, record) || !vec_push(&u->parts, packed.part))
			return false;
		for (uint32_t k = 0; k < packed.statements; k++)
			u->statements.ptr[u->statements.len++] = take_statement(&at);
	}
	for (size_t i = 0; i < u->records.len; first += u->records.ptr[i++].statements.len)
		u->records.ptr[i].statements.ptr = u->statements.len ? u->statements.ptr + first : NULL;
	return true;
}

/* Record `i` is folded soon, those behind it a little later: each is a step further. */
static void expect(const struct fold *f, const struct unpacked *u, size_t i)
{
	enum { APART = 3 }; /* records between steps: what was asked for has come, and is not yet driven out */
	static const enum intern_step steps[] = {INTERN_BYTES, INTERN_ENTRY, INTERN_SLOT};

	for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
		if (i + APART * (k + 1) < u->records.len)
			fold_expect(f, &u->records.ptr[i + APART * (k + 1)], steps[k]);
}

static bool fold_batch(struct relay *r, const struct batch *b)
{
	struct unpacked *u = &r->unpacked;

	/* where memory ran out while a record was added, it is not whole */
	if (b->bytes.failed || !unpack(u, b))
		return false;
	for (size_t i = 0; i < u->records.len; i++) {
		expect(r->fold, u, i);
		if (!fold_record(r->fold, &u->records.ptr[i], u->parts.ptr[i]))
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
		failed = failed || !fold_batch(r, &r->batches[r->folded % BATCHES]);
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
		r->failed |= !fold_batch(r, &r->batches[0]);
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
	return (b->records < BATCH_RECORDS && b->bytes.len < BATCH_BYTES) || hand_over(r);
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
	bool good = !r->failed && fold_batch(r, &r->batches[r->filled % BATCHES]);
	for (size_t i = 0; i < BATCHES; i++)
		buf_finish(&r->batches[i].bytes);
	vec_finish(&r->unpacked.records);
	vec_finish(&r->unpacked.parts);
	vec_finish(&r->unpacked.statements);
	pthread_cond_destroy(&r->moved);
	pthread_mutex_destroy(&r->lock);
	free(r);
	return good;
}
