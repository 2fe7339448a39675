#include "compile/fold.h"

#include "base/memory.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* ---- keys of statements ---------------------------------------------------------------- */

/** What makes two statements the same statement, in different versions. */
struct statement_key {
	uint32_t record, value, original, manner;
	uint32_t kind; /* property, modality, confidence */
};

static struct statement_key key_of(const struct fold_statement *s)
{
	return (struct statement_key){s->record, s->value, s->original, s->manner,
	                              (uint32_t)s->property << 16 | (uint32_t)s->modality << 8 | s->confidence};
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
	*f = (struct fold){.threads = 1, .arena = {.growth = 32 << 20}};
	f->strings.arena = &f->arena;
	return intern_add(&f->strings, STR("")) == 0 && vec_push(&f->manners, (struct fold_manner){0});
}

void fold_finish(struct fold *f)
{
	for (size_t i = 0; i < f->datasets.len; i++)
		vec_finish(&f->datasets.ptr[i].versions);
	vec_finish(&f->datasets);
	vec_finish(&f->records);
	vec_finish(&f->statements);
	vec_finish(&f->manners);
	slots_finish(&f->manner_slots);
	vec_finish(&f->joins);
	vec_finish(&f->readings);
	vec_finish(&f->said);
	vec_finish(&f->record_of_id);
	free(f->first_of_record);
	slots_finish(&f->statement_slots);
	intern_finish(&f->strings);
	arena_finish(&f->arena);
}

uint32_t fold_string(struct fold *f, str s)
{
	if (s.len == 0)
		return 0;
	uint32_t n = intern_add(&f->strings, s);

	if (n == INTERN_NONE) {
		f->failed = true;
		return 0;
	}
	return n;
}

static bool equal_manner(const void *context, uint32_t i, const void *key)
{
	const struct fold *f = context;

	return memcmp(&f->manners.ptr[i], key, sizeof *f->manners.ptr) == 0;
}

uint32_t fold_manner_number(struct fold *f, const struct fold_manner *m)
{
	static const struct fold_manner none;
	uint64_t hash = XXH3_64bits(m, sizeof *m);

	if (memcmp(m, &none, sizeof none) == 0)
		return 0;
	if (!slots_reserve(&f->manner_slots)) {
		f->failed = true;
		return 0;
	}
	struct slot *slot = slots_find(&f->manner_slots, hash, equal_manner, f, m);
	if (slot->item == SLOT_FREE) {
		if (!vec_push(&f->manners, *m)) {
			f->failed = true;
			return 0;
		}
		slots_take(&f->manner_slots, slot, hash, (uint32_t)f->manners.len - 1);
	}
	return slot->item - 1;
}

uint32_t fold_find_dataset(const struct fold *f, str name)
{
	for (uint32_t i = 0; i < f->datasets.len; i++)
		if (str_equal(fold_text(f, f->datasets.ptr[i].name), name))
			return i;
	return FOLD_NONE;
}

uint32_t fold_open_dataset(struct fold *f, str name)
{
	uint32_t found = fold_find_dataset(f, name);

	if (found != FOLD_NONE)
		return found;
	struct fold_dataset d = {.name = fold_string(f, name), .known = source_dataset_find(name)};
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
	f->current = fold_open_dataset(f, str_from(dataset));
	f->changes = changes;
	f->own_ends = false;
	if (f->current == FOLD_NONE || f->failed)
		return false;
	struct fold_dataset *d = &f->datasets.ptr[f->current];
	if (changes || d->versions.len == 0 || d->versions.ptr[d->versions.len - 1].day != day) {
		struct fold_version v = {.day = day, .path = fold_string(f, path), .changes = changes};
		if (!vec_push(&d->versions, v))
			return false;
	}
	f->current_version = (uint32_t)d->versions.len - 1;
	f->added_parts = parts & ~d->versions.ptr[f->current_version].parts;
	d->versions.ptr[f->current_version].parts |= parts;
	for (unsigned p = 0; p < FOLD_PARTS_MAX; p++)
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
	uint32_t owner = cut == SIZE_MAX ? INTERN_NONE : intern_find(&f->strings, str_slice(id, 0, cut));

	return owner == INTERN_NONE ? FOLD_NONE : fold_find(f, r->dataset, owner);
}

/* Had the version before the current one that? `last` is the last version that had it. What a version said whose parts
 * were withdrawn goes on, too. */
static bool was_before(const struct fold *f, uint32_t last, unsigned part)
{
	uint32_t before = f->before[part];

	return last != FOLD_NONE && last < f->current_version && (before == FOLD_NONE || last >= before);
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
		    !was_before(f, s->last_version, s->part))
			continue;
		s->last_version = f->current_version;
		v->statements++;
	}
}

static void carry_records(struct fold *f, struct fold_version *v)
{
	for (size_t i = 0; i < f->records.len; i++) {
		struct fold_record *r = &f->records.ptr[i];
		if (r->dataset == f->current && !r->named && was_before(f, r->last_version, 0)) {
			v->records++;
			r->last_main = was_before(f, r->last_main, 0) ? f->current_version : r->last_main;
			r->last_version = f->current_version;
		}
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
		carry_records(f, v);
	}
	for (size_t i = 0; i < f->records.len; i++)
		f->records.ptr[i].named = false;
	return continued;
}

uint32_t fold_vanished(const struct fold *f, uint32_t *example)
{
	uint32_t count = 0;

	for (size_t i = 0; i < f->records.len; i++) {
		const struct fold_record *r = &f->records.ptr[i];
		if (r->dataset != f->current || !was_before(f, r->last_main, 0) || owner_of(f, r) != FOLD_NONE)
			continue;
		if (count++ == 0)
			*example = r->id;
	}
	return count;
}

static void count_entries(struct fold *f)
{
	struct fold_version *v = &f->datasets.ptr[f->current].versions.ptr[f->current_version];

	v->entries = 0;
	for (size_t i = 0; i < f->records.len; i++) {
		const struct fold_record *r = &f->records.ptr[i];
		v->entries +=
		    r->dataset == f->current && r->last_main == f->current_version && owner_of(f, r) == FOLD_NONE;
	}
}

/* Does the version say until when the source of that statement said so? */
static bool tells_end(const struct fold *f, const struct fold_statement *s)
{
	return s->own_last != TIES_DAY_MIN && s->last_version == f->current_version &&
	       f->records.ptr[s->record].dataset == f->current;
}

/* Sources are read on different days, so that what is seen last by each still holds. */
static bool keep_ends(struct fold *f)
{
	int32_t *newest = malloc(f->strings.count * sizeof *newest); /* by source */

	if (!newest)
		return false;
	for (size_t i = 0; i < f->strings.count; i++)
		newest[i] = TIES_DAY_MIN;
	for (size_t i = 0; i < f->statements.len; i++) {
		const struct fold_statement *s = &f->statements.ptr[i];
		if (tells_end(f, s) && s->own_last > newest[fold_manner(f, s)->source])
			newest[fold_manner(f, s)->source] = s->own_last;
	}
	for (size_t i = 0; i < f->statements.len; i++) {
		struct fold_statement *s = &f->statements.ptr[i];
		if (tells_end(f, s) && s->own_last == newest[fold_manner(f, s)->source])
			s->own_last = TIES_DAY_MIN;
	}
	free(newest);
	return true;
}

bool fold_end(struct fold *f)
{
	count_entries(f);
	return !f->own_ends || keep_ends(f);
}

/* The records that have an id are one in each dataset at most. */
uint32_t fold_find(const struct fold *f, uint32_t dataset, uint32_t id)
{
	uint32_t r = id < f->record_of_id.len ? f->record_of_id.ptr[id] : 0;

	while (r && f->records.ptr[r - 1].dataset != dataset)
		r = f->records.ptr[r - 1].next_of_id;
	return r ? r - 1 : FOLD_NONE;
}

/* Room for the first record of each string there is; false when memory ran out. */
static bool reserve_ids(struct fold *f)
{
	size_t had = f->record_of_id.len, want = f->strings.count, cap = f->record_of_id.cap;

	if (want <= had)
		return true;
	if (!vec_reserve(&f->record_of_id, want))
		return false;
	if (f->record_of_id.cap != cap)
		memory_scattered(f->record_of_id.ptr, f->record_of_id.cap * sizeof *f->record_of_id.ptr);
	memset(f->record_of_id.ptr + had, 0, (want - had) * sizeof *f->record_of_id.ptr);
	f->record_of_id.len = want;
	return true;
}

bool fold_index_records(struct fold *f)
{
	f->record_of_id.len = 0;
	if (!reserve_ids(f))
		return false;
	for (size_t i = f->records.len; i-- > 0;) {
		uint32_t *first = &f->record_of_id.ptr[f->records.ptr[i].id];
		f->records.ptr[i].next_of_id = *first;
		*first = (uint32_t)i + 1;
	}
	return true;
}

/* The number of a record, which is added when it is new; FOLD_NONE when memory ran out. */
static uint32_t record_number(struct fold *f, uint32_t dataset, uint32_t id)
{
	uint32_t found = fold_find(f, dataset, id);

	if (found != FOLD_NONE)
		return found;
	if (f->records.len >= FOLD_NONE - 1 || !reserve_ids(f))
		return FOLD_NONE;
	const struct fold_record fresh = {.dataset = dataset,
	                                  .id = id,
	                                  .last_version = FOLD_NONE,
	                                  .last_main = FOLD_NONE,
	                                  .next_of_id = f->record_of_id.ptr[id],
	                                  .first_statement = (uint32_t)f->statements.len};
	if (!vec_push(&f->records, fresh))
		return FOLD_NONE;
	f->record_of_id.ptr[id] = (uint32_t)f->records.len;
	return (uint32_t)f->records.len - 1;
}

/* A source cannot have said earlier what the version before, which has its statements, was without; and the day of a
 * version needs not be said twice. */
static int32_t credible_first(const struct fold *f, const struct fold_statement *s)
{
	const struct fold_version *versions = f->datasets.ptr[f->current].versions.ptr;
	uint32_t before = f->before[s->part];
	int32_t day = s->own_first, now = versions[f->current_version].day;

	if (day != TIES_DAY_MIN && before != FOLD_NONE && day <= versions[before].day)
		day = versions[before].day + 1;
	return now != TIES_DAY_MIN && day >= now ? TIES_DAY_MIN : day;
}

/* Twice in one version: from the earlier day to the later one. */
static void widen(const struct fold *f, struct fold_statement *s, const struct fold_statement *fresh)
{
	int32_t first = credible_first(f, fresh);

	if (s->first_version == f->current_version && first != TIES_DAY_MIN &&
	    (s->own_first == TIES_DAY_MIN || first < s->own_first))
		s->own_first = first;
	if (fresh->own_last > s->own_last)
		s->own_last = fresh->own_last;
}

/* Is what is said again still the same run? It is then made to reach here. One that had ended by what its source said
 * goes on when its source says so. */
static bool goes_on(const struct fold *f, struct fold_statement *s, const struct fold_statement *fresh)
{
	if (s->last_version == f->current_version) {
		widen(f, s, fresh);
		return true;
	}
	if (s->own_last == TIES_DAY_MIN && !was_before(f, s->last_version, s->part))
		return false;
	s->last_version = f->current_version;
	s->own_last = fresh->own_last;
	return true;
}

/* The statement behind the others; NULL when memory ran out. */
static struct fold_statement *append(struct fold *f, const struct fold_statement *fresh)
{
	if (f->statements.len >= FOLD_NONE - 1 || !vec_push(&f->statements, *fresh))
		return NULL;
	struct fold_statement *s = &f->statements.ptr[f->statements.len - 1];
	s->own_first = credible_first(f, s);
	return s;
}

/* `*counts`: the version has not said so before. */
static bool add_statement(struct fold *f, const struct fold_statement *fresh, bool *counts)
{
	struct statement_key key = key_of(fresh);
	uint64_t hash = hash_statement_key(&key);

	if (!slots_reserve(&f->statement_slots))
		return false;
	struct slot *slot = slots_find(&f->statement_slots, hash, equal_statement, f, &key);
	bool again = slot->item != SLOT_FREE;
	*counts = !again || f->statements.ptr[slot->item - 1].last_version != f->current_version;
	if (again && goes_on(f, &f->statements.ptr[slot->item - 1], fresh))
		return true;
	struct fold_statement *s = append(f, fresh);
	if (!s)
		return false;
	s->again = again;
	if (again)
		slot->item = (uint32_t)f->statements.len;
	else
		slots_take(&f->statement_slots, slot, hash, (uint32_t)f->statements.len - 1);
	return true;
}

/* ---- statements of a record that is new --------------------------------------------------------------- */

/* The one among the record's statements, which are the last, that `fresh` repeats; NULL when there is none. */
static struct fold_statement *find_repeated(struct fold *f, size_t first, const struct fold_statement *fresh)
{
	struct statement_key key = key_of(fresh);

	for (size_t i = first; i < f->statements.len; i++)
		if (f->statements.ptr[i].value == fresh->value && equal_statement(f, (uint32_t)i, &key))
			return &f->statements.ptr[i];
	return NULL;
}

/* Nobody else has said anything of the record: its statements are compared with each other only. `*counts` as above. */
static bool add_first(struct fold *f, const struct fold_record *r, const struct fold_statement *fresh, bool *counts)
{
	struct fold_statement *said = find_repeated(f, r->first_statement, fresh);

	*counts = !said;
	if (said)
		widen(f, said, fresh);
	return said || append(f, fresh);
}

/* Most records are told in one version only, and never looked up again. It is when a record is told a second time that
 * its statements become such as can be found. */
static bool index_statements(struct fold *f, uint32_t record)
{
	struct fold_record *r = &f->records.ptr[record];

	for (uint32_t i = r->first_statement; i < f->statements.len && f->statements.ptr[i].record == record; i++) {
		struct statement_key key = key_of(&f->statements.ptr[i]);
		uint64_t hash = hash_statement_key(&key);
		if (!slots_reserve(&f->statement_slots))
			return false;
		struct slot *slot = slots_find(&f->statement_slots, hash, equal_statement, f, &key);
		slots_take(&f->statement_slots, slot, hash, i);
	}
	r->indexed = true;
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
	uint32_t string = intern_find(&f->strings, id);
	uint32_t number = string == INTERN_NONE ? FOLD_NONE : fold_find(f, f->current, string);

	if (number == FOLD_NONE)
		return;
	f->records.ptr[number].named = true;
}

/* Empty or no date: TIES_DAY_MIN. */
static int32_t day_said(str text)
{
	struct date day;

	if (!text.len || date_parse(text, &day, NULL) != TIES_OK || day.kind != DATE_KNOWN)
		return TIES_DAY_MIN;
	return day.first;
}

void fold_expect(const struct fold *f, const struct model_record *record, enum intern_step step)
{
	intern_expect(&f->strings, record->id, step);
	for (size_t i = 0; i < record->statements.len; i++) {
		const struct model_statement *s = &record->statements.ptr[i];
		intern_expect(&f->strings, s->value, step);
		intern_expect(&f->strings, s->original, step);
	}
}

static uint32_t manner_of(struct fold *f, const struct model_statement *s)
{
	const struct fold_manner manner = {
	    .lang = fold_string(f, s->lang),
	    .valid_from = fold_string(f, s->valid_from),
	    .valid_to = fold_string(f, s->valid_to),
	    .source = fold_string(f, s->source),
	    .attribution = fold_string(f, s->attribution),
	};

	return fold_manner_number(f, &manner);
}

/* Numbers what a record says. */
static bool number_said(struct fold *f, const struct model_record *record, unsigned part)
{
	f->said.len = 0;
	if (!vec_reserve(&f->said, record->statements.len))
		return false;
	for (size_t i = 0; i < record->statements.len; i++) {
		const struct model_statement *s = &record->statements.ptr[i];
		struct fold_statement fresh = {
		    .value = fold_string(f, s->value),
		    .original = fold_string(f, s->original),
		    .manner = manner_of(f, s),
		    .first_version = f->current_version,
		    .last_version = f->current_version,
		    .own_first = day_said(s->first_seen),
		    .own_last = day_said(s->last_seen),
		    .property = (uint16_t)s->property,
		    .modality = s->modality,
		    .confidence = s->confidence,
		    .part = (uint8_t)part,
		};
		f->said.ptr[f->said.len++] = fresh;
	}
	return !f->failed;
}

/* What the record says for the first time, of which a few are compared with one another faster than looked up. */
enum { FIRST_COMPARED = 32 };

static bool add_said(struct fold *f, uint32_t record, bool fresh, struct fold_version *v)
{
	bool first = fresh && f->said.len <= FIRST_COMPARED;

	if (!first && !f->records.ptr[record].indexed && !index_statements(f, record))
		return false;
	for (size_t i = 0; i < f->said.len; i++) {
		struct fold_statement *s = &f->said.ptr[i];
		bool counts;
		s->record = record;
		if (first ? !add_first(f, &f->records.ptr[record], s, &counts) : !add_statement(f, s, &counts))
			return false;
		f->own_ends |= s->own_last != TIES_DAY_MIN;
		v->statements += counts;
	}
	return true;
}

bool fold_record(struct fold *f, const struct model_record *record, unsigned part)
{
	if (f->changes && record->statements.len == 0) {
		remove_record(f, record->id);
		return true;
	}
	uint32_t id = fold_string(f, record->id);
	size_t before = f->records.len;
	if (!number_said(f, record, part))
		return false;
	uint32_t number = record_number(f, f->current, id);
	if (number == FOLD_NONE)
		return false;
	bool fresh = number == before;
	struct fold_record *r = &f->records.ptr[number];
	struct fold_version *v = &f->datasets.ptr[f->current].versions.ptr[f->current_version];
	refine_schema(r, record->schema, r->last_version == FOLD_NONE);
	r->main |= part == 0;
	r->named = f->changes;
	r->line = record->line < UINT32_MAX ? (uint32_t)record->line : UINT32_MAX;
	v->records += r->last_version != f->current_version;
	r->last_version = f->current_version;
	if (part == 0)
		r->last_main = f->current_version;
	return add_said(f, number, fresh, v);
}

/* ---- out of an older book --------------------------------------------------------------------------- */

bool fold_restore_version(struct fold *f, uint32_t dataset, const struct fold_version *v)
{
	return vec_push(&f->datasets.ptr[dataset].versions, *v);
}

uint32_t fold_restore_record(struct fold *f, const struct fold_record *r)
{
	uint32_t number = record_number(f, r->dataset, r->id);

	if (number != FOLD_NONE) {
		struct fold_record *record = &f->records.ptr[number];
		uint32_t next = record->next_of_id;
		*record = *r;
		record->next_of_id = next;
		record->indexed = true;
	}
	return number;
}

/* Nobody will ask for a statement that is said from the first version to the newest, when none follows. */
static bool is_settled(const struct fold *f, const struct fold_statement *s)
{
	return s->first_version == 0 && fold_last_seen(f, s) == TIES_DAY_MAX;
}

bool fold_restore_statement(struct fold *f, const struct fold_statement *s, bool goes_on)
{
	struct statement_key key = key_of(s);
	uint64_t hash = hash_statement_key(&key);

	if (f->statements.len >= FOLD_NONE - 1 || !vec_push(&f->statements, *s))
		return false;
	if (!goes_on && is_settled(f, s))
		return true;
	if (!slots_reserve(&f->statement_slots))
		return false;
	uint32_t number = (uint32_t)f->statements.len - 1;
	struct slot *slot = slots_find(&f->statement_slots, hash, equal_statement, f, &key);
	f->statements.ptr[number].again = slot->item != SLOT_FREE;
	if (slot->item != SLOT_FREE)
		slot->item = number + 1;
	else
		slots_take(&f->statement_slots, slot, hash, number);
	return true;
}
