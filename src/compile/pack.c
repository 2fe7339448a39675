#include "compile/pack.h"

#include "base/buf.h"
#include "base/slots.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct packer {
	VEC(uint32_t) values;
	VEC(struct book_manner) manners;
	VEC(struct book_shape) shapes;
	VEC(uint32_t) shape_manners;
	VEC(struct book_original) originals;
	VEC(struct book_target) targets;
	VEC(struct book_ref) refs;
	VEC(uint32_t) said;                     /* manners of the record at hand */
	struct slots manner_slots, shape_slots; /* by content */
	bool failed;                            /* sticky: memory ran out */
};

#define PUSH(p, v, item) ((p)->failed |= !vec_push((v), (item)))

/* ---- items once --------------------------------------------------------------------------------------- */

static bool equal_manner(const void *context, uint32_t i, const void *key)
{
	const struct packer *p = context;

	return memcmp(&p->manners.ptr[i], key, sizeof *p->manners.ptr) == 0;
}

static uint32_t manner_number(struct packer *p, const struct book_manner *m)
{
	uint64_t hash = XXH3_64bits(m, sizeof *m);

	if (!slots_reserve(&p->manner_slots)) {
		p->failed = true;
		return 0;
	}
	struct slot *slot = slots_find(&p->manner_slots, hash, equal_manner, p, m);
	if (slot->item == SLOT_FREE) {
		PUSH(p, &p->manners, *m);
		if (p->failed)
			return 0;
		slots_take(&p->manner_slots, slot, hash, (uint32_t)p->manners.len - 1);
	}
	return slot->item - 1;
}

/* Is shape `i` the one at `key` but for where its manners lie, and with the manners in `said`? */
static bool equal_shape(const void *context, uint32_t i, const void *key)
{
	const struct packer *p = context;
	const struct book_shape *s = &p->shapes.ptr[i], *k = key;
	size_t end = i + 1 < p->shapes.len ? s[1].first_manner : p->shape_manners.len;

	return s->dataset == k->dataset && s->schema == k->schema && s->flags == k->flags &&
	       end - s->first_manner == p->said.len &&
	       (p->said.len == 0 ||
	        memcmp(p->shape_manners.ptr + s->first_manner, p->said.ptr, p->said.len * sizeof *p->said.ptr) == 0);
}

/* The shape of a record with the manners in `said`. */
static uint32_t shape_number(struct packer *p, const struct laid_ref *r)
{
	struct book_shape fresh = {.dataset = r->dataset,
	                           .first_manner = (uint32_t)p->shape_manners.len,
	                           .schema = r->schema,
	                           .flags = r->main ? BOOK_IN_MAIN : 0};
	uint64_t seed = (uint64_t)r->dataset << 32 | (uint64_t)r->schema << 16 | fresh.flags;
	uint64_t hash = XXH3_64bits_withSeed(p->said.len ? (const void *)p->said.ptr : &seed,
	                                     p->said.len * sizeof *p->said.ptr, seed);

	if (!slots_reserve(&p->shape_slots)) {
		p->failed = true;
		return 0;
	}
	struct slot *slot = slots_find(&p->shape_slots, hash, equal_shape, p, &fresh);
	if (slot->item == SLOT_FREE) {
		PUSH(p, &p->shapes, fresh);
		for (size_t i = 0; i < p->said.len; i++)
			PUSH(p, &p->shape_manners, p->said.ptr[i]);
		if (p->failed)
			return 0;
		slots_take(&p->shape_slots, slot, hash, (uint32_t)p->shapes.len - 1);
	}
	return slot->item - 1;
}

/* ---- statements and records ------------------------------------------------------------------------------ */

static void pack_statement(struct packer *p, const struct laid_statement *s)
{
	uint32_t number = (uint32_t)p->values.len;
	const struct book_manner manner = {
	    .property = s->property,
	    .modality = s->modality,
	    .confidence = s->confidence,
	    .flags = (uint8_t)((s->original ? BOOK_HAS_ORIGINAL : 0) | (s->target != BOOK_NONE ? BOOK_HAS_TARGET : 0) |
	                       (s->own_first ? BOOK_OWN_FIRST : 0) | (s->own_last ? BOOK_OWN_LAST : 0)),
	    .part = s->part,
	    .first_of_day = s->first_of_day,
	    .last_of_day = s->last_of_day,
	    .lang = s->lang,
	    .valid_from = s->valid_from,
	    .valid_to = s->valid_to,
	    .source = s->source,
	    .attribution = s->attribution,
	    .first_seen = s->first_seen,
	    .last_seen = s->last_seen,
	    .gone = s->gone,
	};

	PUSH(p, &p->values, s->value);
	PUSH(p, &p->said, manner_number(p, &manner));
	if (s->original)
		PUSH(p, &p->originals, ((struct book_original){number, s->original}));
	if (s->target != BOOK_NONE)
		PUSH(p, &p->targets, ((struct book_target){number, s->target}));
}

struct packer *pack_open(void)
{
	return calloc(1, sizeof(struct packer));
}

void pack_record(struct packer *p, const struct laid_ref *record, const struct laid_statement *said, size_t count)
{
	struct book_ref ref = {
	    .record = record->record, .line = record->line, .first_statement = (uint32_t)p->values.len};

	p->said.len = 0;
	for (size_t i = 0; i < count && !p->failed; i++)
		pack_statement(p, &said[i]);
	if (p->failed)
		return;
	ref.shape = shape_number(p, record);
	PUSH(p, &p->refs, ref);
}

/* ---- writing ---------------------------------------------------------------------------------------------- */

#define WRITE(w, id, v) book_writer_section((w), (id), sizeof *(v)->ptr, (v)->ptr, (v)->len)

static bool write_entities(const struct laid *l, struct book_writer *w)
{
	struct book_entity *entities = malloc((l->entities.len + 1) * sizeof *entities);

	for (size_t i = 0; entities && i < l->entities.len; i++) {
		const struct laid_entity *e = &l->entities.ptr[i];
		entities[i] = (struct book_entity){.id = e->id,
		                                   .caption = e->caption,
		                                   .first_ref = e->first_ref,
		                                   .first_name = e->first_name,
		                                   .schema = e->schema,
		                                   .flags = e->flags};
	}
	if (!entities)
		return false;
	book_writer_section(w, BOOK_ENTITY, sizeof *entities, entities, l->entities.len);
	free(entities);
	return true;
}

static bool write_names(const struct laid *l, struct book_writer *w)
{
	struct book_name *names = malloc((l->names.len + 1) * sizeof *names);

	for (size_t i = 0; names && i < l->names.len; i++) {
		const struct laid_name *n = &l->names.ptr[i];
		names[i] = (struct book_name){n->entity, n->statement};
	}
	if (!names)
		return false;
	book_writer_section(w, BOOK_NAME, sizeof *names, names, l->names.len);
	free(names);
	return true;
}

static void write_packed(const struct packer *p, struct book_writer *w)
{
	WRITE(w, BOOK_REF, &p->refs);
	WRITE(w, BOOK_SHAPE, &p->shapes);
	WRITE(w, BOOK_SHAPE_MANNER, &p->shape_manners);
	WRITE(w, BOOK_MANNER, &p->manners);
	WRITE(w, BOOK_STATEMENT, &p->values);
	WRITE(w, BOOK_ORIGINAL, &p->originals);
	WRITE(w, BOOK_TARGET, &p->targets);
}

bool pack_write(const struct packer *p, const struct laid *laid, struct book_writer *w)
{
	if (p->failed)
		return false;
	write_packed(p, w);
	return write_entities(laid, w) && write_names(laid, w);
}

void pack_close(struct packer *p)
{
	if (!p)
		return;
	vec_finish(&p->values);
	vec_finish(&p->manners);
	vec_finish(&p->shapes);
	vec_finish(&p->shape_manners);
	vec_finish(&p->originals);
	vec_finish(&p->targets);
	vec_finish(&p->refs);
	vec_finish(&p->said);
	slots_finish(&p->manner_slots);
	slots_finish(&p->shape_slots);
	free(p);
}

/* ---- strings ---------------------------------------------------------------------------------------------- */

static void add_string(struct buf *text, struct book_strings *group, size_t i, str s)
{
	uint32_t len = (uint32_t)s.len;

	if (i == 0)
		group->offset = (uint32_t)text->len;
	group->length[i] = len < BOOK_LONG_STRING ? (uint8_t)len : BOOK_LONG_STRING;
	if (len >= BOOK_LONG_STRING)
		buf_add(text, (str){(const char *)&len, sizeof len});
	buf_add(text, s);
}

ties_code pack_strings(const str *list, size_t count, struct book_writer *w, ties_error *err)
{
	size_t groups = (count + BOOK_STRINGS - 1) / BOOK_STRINGS;
	struct book_strings *strings = calloc(groups + 1, sizeof *strings);
	struct buf text = {0};
	ties_code rc = TIES_OK;

	for (size_t i = 0; strings && i < count && text.len <= UINT32_MAX; i++)
		add_string(&text, &strings[i / BOOK_STRINGS], i % BOOK_STRINGS, list[i]);
	if (text.len > UINT32_MAX) {
		rc = error_set(err, TIES_ERR_LIMIT,
		               "the texts of all sources come to more than 4 GiB, which one database does not hold; "
		               "build several");
	} else if (!strings || text.failed) {
		rc = error_nomem(err);
	} else {
		book_writer_section(w, BOOK_TEXT, 1, text.ptr, text.len);
		book_writer_section(w, BOOK_STRING, sizeof *strings, strings, groups);
	}
	buf_finish(&text);
	free(strings);
	return rc;
}

void laid_finish(struct laid *laid)
{
	vec_finish(&laid->entities);
	vec_finish(&laid->names);
}
