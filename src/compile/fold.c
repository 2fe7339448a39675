#include "compile/fold.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/* ---- keys of records and statements ---------------------------------------------------------------- */

struct record_key {
	uint32_t dataset, id;
};

static uint64_t hash_record_key(struct record_key key)
{
	return XXH3_64bits(&key, sizeof key);
}

static bool equal_record(const void *context, uint32_t i, const void *key)
{
	const struct fold *f = context;
	const struct record_key *k = key;

	return f->records.ptr[i].dataset == k->dataset && f->records.ptr[i].id == k->id;
}

/** What makes two statements the same statement, in different versions. */
struct statement_key {
	uint32_t record, value, original, lang, valid_from, valid_to, source, attribution;
	uint32_t kind; /* property, modality, confidence */
};

static struct statement_key key_of(const struct fold_statement *s)
{
	return (struct statement_key){
	    s->record, s->value,       s->original,
	    s->lang,   s->valid_from,  s->valid_to,
	    s->source, s->attribution, (uint32_t)s->property << 16 | (uint32_t)s->modality << 8 | s->confidence,
	};
}

static uint64_t hash_statement_key(const struct statement_key *key)
{
	return XXH3_64bits(key, sizeof *key);
}

static bool equal_statement(const void *context, uint32_t i, const void *key)
{
	const struct fold *f = context;
	struct statement_key k = key_of(&f->statements.ptr[i]);

	return memcmp(&k, key, sizeof k) == 0;
}

/* ---- the fold -------------------------------------------------------------------------------------- */

bool fold_init(struct fold *f)
{
	*f = (struct fold){0};
	f->strings.arena = &f->arena;
	return intern_add(&f->strings, STR("")) == 0;
}

void fold_finish(struct fold *f)
{
	for (size_t i = 0; i < f->datasets.len; i++)
		vec_finish(&f->datasets.ptr[i].versions);
	vec_finish(&f->datasets);
	vec_finish(&f->records);
	vec_finish(&f->statements);
	slots_finish(&f->record_slots);
	slots_finish(&f->statement_slots);
	intern_finish(&f->strings);
	arena_finish(&f->arena);
}

void fold_close(struct fold *f)
{
	slots_finish(&f->statement_slots);
}

uint32_t fold_string(struct fold *f, str s)
{
	if (s.len == 0)
		return 0;
	uint32_t n = intern_add(&f->strings, s);

	if (n == TABLE_NONE) {
		f->failed = true;
		return 0;
	}
	return n;
}

uint32_t fold_find_dataset(const struct fold *f, str name)
{
	for (uint32_t i = 0; i < f->datasets.len; i++)
		if (str_equal(fold_text(f, f->datasets.ptr[i].name), name))
			return i;
	return FOLD_NONE;
}

uint32_t fold_previous_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part)
{
	const struct fold_dataset *d = &f->datasets.ptr[dataset];

	for (uint32_t v = version; v-- > 0;)
		if (d->versions.ptr[v].parts >> part & 1)
			return v;
	return FOLD_NONE;
}

uint32_t fold_next_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part)
{
	const struct fold_dataset *d = &f->datasets.ptr[dataset];

	for (uint32_t v = version + 1; v < d->versions.len; v++)
		if (d->versions.ptr[v].parts >> part & 1)
			return v;
	return FOLD_NONE;
}

static uint32_t open_dataset(struct fold *f, const char *name)
{
	uint32_t found = fold_find_dataset(f, str_from(name));

	if (found != FOLD_NONE)
		return found;
	struct fold_dataset d = {.name = fold_string(f, str_from(name)), .known = source_dataset_find(str_from(name))};
	if (!vec_push(&f->datasets, d))
		return FOLD_NONE;
	return (uint32_t)f->datasets.len - 1;
}

void fold_withdraw_parts(struct fold *f)
{
	f->datasets.ptr[f->current].versions.ptr[f->current_version].parts &= ~f->added_parts;
}

static bool begin(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path, bool changes)
{
	f->current = open_dataset(f, dataset);
	f->changes = changes;
	if (f->current == FOLD_NONE || f->failed)
		return false;
	struct fold_dataset *d = &f->datasets.ptr[f->current];
	if (changes || d->versions.len == 0 || d->versions.ptr[d->versions.len - 1].day != day) {
		struct fold_version v = {.day = day, .path = fold_string(f, path)};
		if (!vec_push(&d->versions, v))
			return false;
	}
	f->current_version = (uint32_t)d->versions.len - 1;
	f->added_parts = parts & ~d->versions.ptr[f->current_version].parts;
	d->versions.ptr[f->current_version].parts |= parts;
	for (unsigned p = 0; p < SOURCE_PARTS_MAX; p++)
		f->before[p] = fold_previous_version(f, f->current, f->current_version, p);
	return !f->failed;
}

bool fold_begin(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path)
{
	return begin(f, dataset, day, parts, path, false);
}

bool fold_begin_changes(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path)
{
	return begin(f, dataset, day, parts, path, true);
}

/* "36#sanction" hangs on "36". FOLD_NONE for a record that hangs on none. */
static uint32_t owner_of(const struct fold *f, const struct fold_record *r)
{
	str id = fold_text(f, r->id);
	size_t cut = str_find_char(id, '#', 0);
	uint32_t owner = cut == SIZE_MAX ? TABLE_NONE : table_get(&f->strings.table, str_slice(id, 0, cut));

	return owner == TABLE_NONE ? FOLD_NONE : fold_find(f, r->dataset, owner);
}

static void name_dependents(struct fold *f)
{
	for (size_t i = 0; i < f->records.len; i++) {
		struct fold_record *r = &f->records.ptr[i];
		uint32_t owner = r->dataset == f->current && !r->named ? owner_of(f, r) : FOLD_NONE;
		if (owner != FOLD_NONE)
			r->named = f->records.ptr[owner].named;
	}
}

static void carry_statements(struct fold *f, struct fold_version *v)
{
	for (size_t i = 0; i < f->statements.len; i++) {
		struct fold_statement *s = &f->statements.ptr[i];
		const struct fold_record *r = &f->records.ptr[s->record];
		if (r->dataset != f->current || r->named || !(v->parts >> s->part & 1) ||
		    s->last_version != f->before[s->part])
			continue;
		s->last_version = f->current_version;
		v->statements++;
	}
}

static void carry_records(struct fold *f, struct fold_version *v)
{
	for (size_t i = 0; i < f->records.len; i++) {
		struct fold_record *r = &f->records.ptr[i];
		if (r->dataset == f->current && !r->named && r->last_version == f->before[0]) {
			v->records++;
			v->entries += r->last_main == f->before[0];
			r->last_main = r->last_main == f->before[0] ? f->current_version : r->last_main;
			r->last_version = f->current_version;
		}
		r->named = false;
	}
}

bool fold_end_changes(struct fold *f)
{
	struct fold_version *v = &f->datasets.ptr[f->current].versions.ptr[f->current_version];
	bool continued = f->before[0] != FOLD_NONE;

	f->changes = false;
	if (continued) {
		name_dependents(f);
		carry_statements(f, v);
	}
	carry_records(f, v);
	return continued;
}

uint32_t fold_find(const struct fold *f, uint32_t dataset, uint32_t id)
{
	struct record_key key = {dataset, id};

	if (!f->record_slots.slots)
		return FOLD_NONE;
	struct slot *slot = slots_find(&f->record_slots, hash_record_key(key), equal_record, f, &key);
	return slot->item == SLOT_FREE ? FOLD_NONE : slot->item - 1;
}

static uint32_t record_number(struct fold *f, uint32_t id)
{
	struct record_key key = {f->current, id};

	uint64_t hash = hash_record_key(key);

	if (!slots_reserve(&f->record_slots))
		return FOLD_NONE;
	struct slot *slot = slots_find(&f->record_slots, hash, equal_record, f, &key);
	if (slot->item == SLOT_FREE) {
		struct fold_record fresh = {
		    .dataset = f->current, .id = id, .last_version = FOLD_NONE, .last_main = FOLD_NONE};
		if (!vec_push(&f->records, fresh))
			return FOLD_NONE;
		slots_take(&f->record_slots, slot, hash, (uint32_t)f->records.len - 1);
		f->datasets.ptr[f->current].record_count++;
	}
	return slot->item - 1;
}

static bool add_statement(struct fold *f, const struct fold_statement *fresh)
{
	struct statement_key key = key_of(fresh);

	uint64_t hash = hash_statement_key(&key);

	if (!slots_reserve(&f->statement_slots))
		return false;
	struct slot *slot = slots_find(&f->statement_slots, hash, equal_statement, f, &key);
	bool again = slot->item != SLOT_FREE;
	if (again) {
		struct fold_statement *s = &f->statements.ptr[slot->item - 1];
		if (s->last_version == fresh->last_version)
			return true;
		if (s->last_version == f->before[fresh->part]) {
			s->last_version = fresh->last_version;
			return true;
		}
	}
	if (f->statements.len >= FOLD_NONE - 1 || !vec_push(&f->statements, *fresh))
		return false;
	f->statements.ptr[f->statements.len - 1].again = again;
	if (again)
		slot->item = (uint32_t)f->statements.len;
	else
		slots_take(&f->statement_slots, slot, hash, (uint32_t)f->statements.len - 1);
	return true;
}

/* A later part may know less of what a thing is; the more specific schema stays. */
static void refine_schema(struct fold_record *r, enum model_schema said, bool fresh)
{
	if (fresh || model_schema_is_a(said, r->schema))
		r->schema = (uint16_t)said;
}

static void remove_record(struct fold *f, str id)
{
	uint32_t string = table_get(&f->strings.table, id);
	uint32_t number = string == TABLE_NONE ? FOLD_NONE : fold_find(f, f->current, string);

	if (number == FOLD_NONE)
		return;
	struct fold_record *r = &f->records.ptr[number];
	r->named = true;
	r->last_version = r->last_main = FOLD_NONE;
}

bool fold_record(struct fold *f, const struct model_record *record, unsigned part)
{
	if (f->changes && record->statements.len == 0) {
		remove_record(f, record->id);
		return true;
	}
	uint32_t number = record_number(f, fold_string(f, record->id));

	if (number == FOLD_NONE || f->failed)
		return false;
	struct fold_record *r = &f->records.ptr[number];
	struct fold_version *v = &f->datasets.ptr[f->current].versions.ptr[f->current_version];
	refine_schema(r, record->schema, r->last_version == FOLD_NONE);
	r->main |= part == 0;
	r->named = f->changes;
	r->line = record->line < UINT32_MAX ? (uint32_t)record->line : UINT32_MAX;
	v->records += r->last_version != f->current_version;
	r->last_version = f->current_version;
	if (part == 0) {
		v->entries += r->last_main != f->current_version;
		r->last_main = f->current_version;
	}
	for (size_t i = 0; i < record->statements.len; i++) {
		const struct model_statement *s = &record->statements.ptr[i];
		struct fold_statement fresh = {
		    .record = number,
		    .value = fold_string(f, s->value),
		    .original = fold_string(f, s->original),
		    .lang = fold_string(f, s->lang),
		    .valid_from = fold_string(f, s->valid_from),
		    .valid_to = fold_string(f, s->valid_to),
		    .source = fold_string(f, s->source),
		    .attribution = fold_string(f, s->attribution),
		    .first_version = f->current_version,
		    .last_version = f->current_version,
		    .property = (uint16_t)s->property,
		    .modality = s->modality,
		    .confidence = s->confidence,
		    .part = (uint8_t)part,
		};
		if (f->failed || !add_statement(f, &fresh))
			return false;
		v->statements++;
	}
	return true;
}
