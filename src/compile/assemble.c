/* From corpus to sections. Records become REF items, statements are laid out entity by entity, names are picked
 * from them, and everything that belongs to an entity forms one range. */
#include "compile/assemble.h"
#include "book/book.h"
#include "compile/index.h"
#include "compile/pack.h"

#include <stdlib.h>

struct assembly {
	const struct corpus *c;
	const struct derived *d;
	VEC(struct book_dataset) datasets;
	VEC(struct book_version) versions;
	struct laid laid;
	struct packer *packer;
	struct index_sections index;
	VEC(struct laid_statement) said; /* by the entity at hand */
	size_t statements;               /* of the entities before */
	uint32_t named;                  /* entities that are no relations */
	VEC(uint32_t) ref_order;
	VEC(struct book_join) joins;
	VEC(struct book_alias) aliases;
	uint32_t *name_of_text; /* by string: NAME item + 1 of the entity last seen with that name */
	bool failed;            /* sticky: memory ran out */
};

#define PUSH(a, v, item) ((a)->failed |= !vec_push((v), (item)))

/* ---- datasets ----------------------------------------------------------------------------------------- */

static_assert((int)SOURCE_PARTS_MAX <= (int)BOOK_PARTS_MAX, "a version has a bit for each part");

static void lay_versions(struct assembly *a, uint32_t dataset)
{
	const struct fold_dataset *d = &a->c->fold->datasets.ptr[dataset];

	for (size_t i = 0; i < d->versions.len; i++) {
		const struct fold_version *v = &d->versions.ptr[i];
		PUSH(a, &a->versions,
		     ((struct book_version){.day = v->day,
		                            .dataset = dataset,
		                            .path = v->path,
		                            .records = v->records,
		                            .statements = v->statements,
		                            .rejects = v->rejects,
		                            .entries = v->entries,
		                            .parts = (uint16_t)v->parts,
		                            .flags = v->changes ? BOOK_NAMES_CHANGES : 0}));
	}
}

static uint32_t known_string(struct assembly *a, const char *s)
{
	return fold_string(a->c->fold, str_from(s));
}

static void lay_datasets(struct assembly *a)
{
	uint32_t *records = calloc(a->c->fold->datasets.len + 1, sizeof *records);

	if (!records) {
		a->failed = true;
		return;
	}
	for (uint32_t r = 0; r < a->c->fold->records.len; r++)
		records[a->c->fold->records.ptr[r].dataset] += a->c->ref[r] != BOOK_NONE;
	for (uint32_t i = 0; i < a->c->fold->datasets.len; i++) {
		const struct fold_dataset *d = &a->c->fold->datasets.ptr[i];
		struct book_dataset item = {
		    .name = d->name,
		    .title = d->known ? known_string(a, d->known->title) : d->name,
		    .publisher = d->known ? known_string(a, d->known->publisher) : 0,
		    .url = d->known ? known_string(a, d->known->url) : 0,
		    .jurisdiction = d->known ? known_string(a, d->known->jurisdiction) : 0,
		    .first_version = (uint32_t)a->versions.len,
		    .version_count = (uint32_t)d->versions.len,
		    .record_count = records[i],
		    .flags = d->known && d->known->lists,
		};
		lay_versions(a, i);
		PUSH(a, &a->datasets, item);
	}
	free(records);
}

/* ---- refs ---------------------------------------------------------------------------------------------- */

static void lay_refs(struct assembly *a)
{
	const struct corpus *c = a->c;

	for (uint32_t r = 0; r < c->fold->records.len; r++) /* which are in order of dataset name and id */
		if (c->ref[r] != BOOK_NONE)
			PUSH(a, &a->ref_order, c->ref[r]);
}

/* ---- statements and names --------------------------------------------------------------------------------- */

static void lay_statement(struct assembly *a, uint32_t number, uint32_t ref)
{
	const struct corpus *c = a->c;
	const struct fold_statement *s = &c->fold->statements.ptr[number];
	uint32_t target = c->target[number], dataset = c->fold->records.ptr[s->record].dataset;
	const struct fold_manner *manner = fold_manner(c->fold, s);
	int32_t last_seen = corpus_last_seen(c, s);
	bool own_first = s->own_first != TIES_DAY_MIN, own_last = s->own_last != TIES_DAY_MIN;
	bool ended = last_seen != TIES_DAY_MAX && !own_last;

	PUSH(a, &a->said,
	     ((struct laid_statement){
	         .ref = ref,
	         .value = s->value,
	         .original = s->original,
	         .lang = manner->lang,
	         .valid_from = manner->valid_from,
	         .valid_to = manner->valid_to,
	         .source = manner->source,
	         .attribution = manner->attribution,
	         .first_seen = corpus_first_seen(c, s),
	         .last_seen = last_seen,
	         .gone = corpus_gone(c, s),
	         .target = target == FOLD_NONE ? BOOK_NONE : target,
	         .property = s->property,
	         .modality = s->modality,
	         .confidence = s->confidence,
	         .part = s->part,
	         .first_of_day = own_first ? 0 : (uint8_t)fold_nth_of_day(c->fold, dataset, s->first_version),
	         .last_of_day = ended ? (uint8_t)fold_nth_of_day(c->fold, dataset, s->last_version) : 0,
	         .own_first = own_first,
	         .own_last = own_last,
	     }));
}

/* Lays out the records of the entity, which go up to `end`, and what they say. */
static void lay_records(struct assembly *a, const struct laid_entity *e, uint32_t end)
{
	const struct corpus *c = a->c;

	a->said.len = 0;
	for (uint32_t ref = e->first_ref; ref < end && !a->failed; ref++) {
		uint32_t record = c->record_of_ref[ref];
		const struct fold_record *r = &c->fold->records.ptr[record];
		const struct laid_ref laid = {
		    .dataset = r->dataset, .record = r->id, .line = r->line, .schema = r->schema, .main = r->main};
		size_t before = a->said.len;
		for (uint32_t i = c->first[record]; i < c->first[record + 1]; i++)
			lay_statement(a, i, ref);
		if (!a->failed)
			pack_record(a->packer, &laid, a->said.ptr + before, a->said.len - before);
	}
}

/* Of two statements of one name the stronger kind serves; of one kind the one said last. */
static bool better_name(const struct laid_statement *a, const struct laid_statement *b)
{
	if (a->property != b->property)
		return a->property < b->property;
	return a->last_seen > b->last_seen;
}

static void lay_name(struct assembly *a, struct laid_entity *e, uint32_t entity, size_t said)
{
	const struct laid_statement *s = &a->said.ptr[said];
	uint32_t statement = (uint32_t)(a->statements + said);
	uint32_t *known = &a->name_of_text[s->value];

	if (*known > e->first_name) {
		struct laid_name *n = &a->laid.names.ptr[*known - 1];
		if (better_name(s, &a->said.ptr[n->statement - a->statements])) {
			n->statement = statement;
			n->property = s->property;
			n->lang = s->lang;
		}
		return;
	}
	PUSH(
	    a, &a->laid.names,
	    ((struct laid_name){
	        .entity = entity, .text = s->value, .lang = s->lang, .statement = statement, .property = s->property}));
	*known = (uint32_t)a->laid.names.len;
}

static void lay_names(struct assembly *a, struct laid_entity *e, uint32_t entity)
{
	e->first_name = (uint32_t)a->laid.names.len;
	if (!model_schema_is_named(e->schema))
		return;
	for (size_t i = 0; i < a->said.len && !a->failed; i++)
		if (a->said.ptr[i].property <= PROP_LAST_NAME_KIND)
			lay_name(a, e, entity, i);
	e->name_count = (uint32_t)a->laid.names.len - e->first_name;
}

/* ---- entities ------------------------------------------------------------------------------------------------ */

/* The most specific schema that any of its records says, the lead's first. */
static uint16_t schema_of(const struct assembly *a, const struct laid_entity *e, uint32_t end, uint32_t lead)
{
	uint16_t schema = a->c->fold->records.ptr[lead].schema;

	for (uint32_t ref = e->first_ref; ref < end; ref++) {
		uint16_t said = a->c->fold->records.ptr[a->c->record_of_ref[ref]].schema;
		if (model_schema_is_a(said, schema))
			schema = said;
	}
	return schema;
}

/* The lead's name of today, of several the first (src/history finds that of another day in the same way); else any name
 * of the entity; else its id. */
static uint32_t caption_of(const struct assembly *a, const struct laid_entity *e, uint32_t lead)
{
	const struct laid_statement *said = NULL;
	const struct laid_name *best = NULL;

	for (size_t i = 0; i < a->said.len; i++) {
		const struct laid_statement *s = &a->said.ptr[i];
		if (s->property == PROP_NAME && s->ref == a->c->ref[lead] && (!said || s->last_seen > said->last_seen))
			said = s;
	}
	if (said)
		return said->value;
	for (uint32_t i = 0; i < e->name_count; i++) {
		const struct laid_name *n = &a->laid.names.ptr[e->first_name + i];
		if (!best || n->property < best->property)
			best = n;
	}
	return best ? best->text : e->id;
}

/* How many items of an entity there are behind `cursor`, which goes past them: all are sorted by entity. */
#define PASS(v, cursor, number) \
	({ \
		size_t begin_ = (cursor); \
		while ((cursor) < (v)->len && (v)->ptr[cursor].entity == (number)) \
			(cursor)++; \
		(cursor) - begin_; \
	})

static str text_of_string(void *context, uint32_t string)
{
	return fold_text(context, string);
}

/* Lays out the entity, whose records go up to `end`. */
static void lay_entity(struct assembly *a, struct laid_entity *e, uint32_t entity, uint32_t end)
{
	const struct resolution *r = a->c->entities;

	e->schema = schema_of(a, e, end, r->lead[entity]);
	lay_records(a, e, end);
	lay_names(a, e, entity);
	e->caption = caption_of(a, e, r->lead[entity]);
	const struct laid_said said = {a->said.ptr, a->said.len, (uint32_t)a->statements};
	a->failed |= !index_identify(&a->index, entity, e->schema, &said, text_of_string, a->c->fold);
	a->statements += a->said.len;
	a->named += model_schema_is_named(e->schema);
	PUSH(a, &a->laid.entities, *e);
}

static void lay_entities(struct assembly *a)
{
	const struct resolution *r = a->c->entities;
	uint32_t listing = 0, office = 0, absence = 0, node = 0;

	a->packer = pack_open();
	a->name_of_text = calloc(a->c->fold->strings.count, sizeof *a->name_of_text);
	a->failed |= !a->name_of_text || !a->packer || !vec_reserve(&a->said, 1);
	for (uint32_t i = 0; i < r->entity_count && !a->failed; i++) {
		struct laid_entity e = {.id = r->id[i], .first_ref = a->c->first_ref[i]};
		e.flags = (uint16_t)((PASS(&a->d->listings, listing, i) ? BOOK_HAS_LISTINGS : 0) |
		                     (PASS(&a->d->offices, office, i) ? BOOK_HAS_OFFICES : 0) |
		                     (PASS(&a->d->absences, absence, i) ? BOOK_HAS_ABSENCES : 0) |
		                     (PASS(&a->d->ties.nodes, node, i) ? BOOK_HAS_TIES : 0));
		lay_entity(a, &e, i, a->c->first_ref[i + 1]);
	}
}

/* ---- joins ---------------------------------------------------------------------------------------------------- */

static int compare_joins(const void *left, const void *right)
{
	const struct book_join *a = left, *b = right;

	if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	if (a->right != b->right)
		return a->right < b->right ? -1 : 1;
	return a->kind < b->kind ? -1 : a->kind > b->kind;
}

static void add_join(struct assembly *a, const struct join_edge *e, uint32_t left, uint32_t right)
{
	PUSH(a, &a->joins,
	     ((struct book_join){
	         .left = left, .right = right, .value = e->value, .who = e->who, .when = e->when, .kind = e->kind}));
}

static void lay_joins(struct assembly *a)
{
	const struct resolution *r = a->c->entities;

	for (size_t i = 0; i < r->edges.len; i++) {
		const struct join_edge *e = &r->edges.ptr[i];
		uint32_t left = a->c->ref[e->left], right = a->c->ref[e->right];
		if (left == BOOK_NONE || right == BOOK_NONE)
			continue;
		add_join(a, e, left < right ? left : right, left < right ? right : left);
		if (e->kind >= TIES_DECIDED_DIFFERENT) /* is found from both of its ends */
			add_join(a, e, left < right ? right : left, left < right ? left : right);
	}
	if (a->joins.len)
		qsort(a->joins.ptr, a->joins.len, sizeof *a->joins.ptr, compare_joins);
	for (size_t i = 0; i < r->aliases.len; i++)
		PUSH(a, &a->aliases, ((struct book_alias){r->aliases.ptr[i].id, r->aliases.ptr[i].entity}));
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

static uint32_t add_string(void *context, str s)
{
	return fold_string(context, s);
}

static ties_code build_index(struct assembly *a, ties_error *err)
{
	const struct index_input input = {
	    .names = a->laid.names.ptr,
	    .name_count = a->laid.names.len,
	    .entities = a->laid.entities.ptr,
	    .entity_count = a->laid.entities.len,
	    .text = text_of_string,
	    .string = add_string,
	    .context = a->c->fold,
	};
	return index_build(&a->index, &input, err);
}

#define WRITE(w, id, v) book_writer_section((w), (id), sizeof *(v)->ptr, (v)->ptr, (v)->len)

static ties_code write_sections(struct assembly *a, struct book_writer *w, ties_error *err)
{
	ties_code rc = pack_strings(a->c->fold->strings.list, a->c->fold->strings.count, w, err);

	if (rc != TIES_OK)
		return rc;
	WRITE(w, BOOK_DATASET, &a->datasets);
	WRITE(w, BOOK_VERSION, &a->versions);
	if (!pack_write(a->packer, &a->laid, w))
		return error_nomem(err);
	WRITE(w, BOOK_LISTING, &a->d->listings);
	WRITE(w, BOOK_OFFICE, &a->d->offices);
	WRITE(w, BOOK_ABSENCE, &a->d->absences);
	WRITE(w, BOOK_REF_ORDER, &a->ref_order);
	index_write(&a->index, w);
	WRITE(w, BOOK_NODE, &a->d->ties.nodes);
	WRITE(w, BOOK_TIE, &a->d->ties.ties);
	WRITE(w, BOOK_TIE_IN, &a->d->ties.in);
	WRITE(w, BOOK_TIE_KIND, &a->d->ties.kinds);
	WRITE(w, BOOK_SPAN, &a->d->ties.spans);
	WRITE(w, BOOK_JOIN, &a->joins);
	WRITE(w, BOOK_ALIAS, &a->aliases);
	return TIES_OK;
}

static void finish(struct assembly *a)
{
	vec_finish(&a->datasets);
	vec_finish(&a->versions);
	laid_finish(&a->laid);
	pack_close(a->packer);
	index_finish(&a->index);
	vec_finish(&a->said);
	vec_finish(&a->ref_order);
	vec_finish(&a->joins);
	vec_finish(&a->aliases);
	free(a->name_of_text);
}

ties_code assemble_book(struct assembled *out, const char *path, int64_t built_at, const struct corpus *c,
                        const struct derived *d, ties_error *err)
{
	struct assembly a = {.c = c, .d = d};
	struct book_writer *w = NULL;
	ties_code rc = TIES_OK;

	lay_datasets(&a);
	lay_refs(&a);
	lay_entities(&a);
	lay_joins(&a);
	if (a.failed || c->fold->failed)
		rc = error_nomem(err);
	if (rc == TIES_OK)
		rc = build_index(&a, err);
	if (rc == TIES_OK)
		rc = book_writer_open(&w, path, built_at, err);
	if (rc == TIES_OK)
		rc = write_sections(&a, w, err);
	if (rc == TIES_OK) {
		rc = book_writer_commit(w, err);
		w = NULL;
	}
	*out = (struct assembled){a.named, a.statements, a.laid.names.len};
	book_writer_abandon(w);
	finish(&a);
	return rc;
}
