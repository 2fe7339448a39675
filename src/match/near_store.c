#include "match/near_store.h"

static bool init(struct near_lists *l)
{
	return vec_reserve(&l->keys, 1) && vec_reserve(&l->runs, 1) && vec_reserve(&l->forms, 1);
}

static void finish(struct near_lists *l)
{
	table_finish(&l->table);
	arena_finish(&l->texts);
	vec_finish(&l->lists);
	vec_finish(&l->keys);
	vec_finish(&l->runs);
	vec_finish(&l->forms);
}

bool near_store_init(struct near_store *s)
{
	return init(&s->young) && init(&s->old);
}

void near_store_finish(struct near_store *s)
{
	finish(&s->young);
	finish(&s->old);
}

/* ---- generations ------------------------------------------------------------------------------------------- */

static size_t bytes_of(const struct near_lists *l)
{
	return l->keys.len * sizeof *l->keys.ptr + l->runs.len * sizeof *l->runs.ptr +
	       l->forms.len * sizeof *l->forms.ptr;
}

static void forget(struct near_lists *l)
{
	table_finish(&l->table);
	arena_clear(&l->texts);
	l->lists.len = l->keys.len = l->runs.len = l->forms.len = 0;
}

void near_store_age(struct near_store *s, size_t lists, size_t bytes)
{
	if (s->young.lists.len < lists && bytes_of(&s->young) < bytes)
		return;
	struct near_lists oldest = s->old;
	s->old = s->young;
	s->young = oldest;
	forget(&s->young);
}

/* Appends `count` items of `from` behind those of `to`. */
#define APPEND(to, from, first, count) \
	(memcpy((to)->ptr + (to)->len, (from)->ptr + (first), (count) * sizeof *(to)->ptr), (to)->len += (count))

/* Copies an old list behind the young ones. */
static bool copy(struct near_lists *young, const struct near_lists *old, const struct near_list *from,
                 struct near_list *out)
{
	size_t runs = from->run[KEY_RUNS] - from->run[0], forms = (size_t)from->joined + from->initials;

	if (!vec_reserve(&young->keys, young->keys.len + from->keys) ||
	    !vec_reserve(&young->runs, young->runs.len + runs) || !vec_reserve(&young->forms, young->forms.len + forms))
		return false;
	*out = *from;
	out->first_key = (uint32_t)young->keys.len;
	out->first_form = (uint32_t)young->forms.len;
	for (unsigned run = 0; run <= KEY_RUNS; run++)
		out->run[run] = (uint32_t)young->runs.len + from->run[run] - from->run[0];
	APPEND(&young->keys, &old->keys, from->first_key, from->keys);
	APPEND(&young->runs, &old->runs, from->run[0], runs);
	APPEND(&young->forms, &old->forms, from->first_form, forms);
	return true;
}

bool near_store_get(struct near_store *s, str name, uint32_t *number)
{
	struct near_list list;

	*number = table_get(&s->young.table, name);
	if (*number != TABLE_NONE)
		return true;
	uint32_t old = table_get(&s->old.table, name);
	if (old == TABLE_NONE)
		return true;
	return copy(&s->young, &s->old, &s->old.lists.ptr[old], &list) && near_store_put(s, name, &list, number);
}

bool near_store_put(struct near_store *s, str name, const struct near_list *list, uint32_t *number)
{
	struct near_lists *young = &s->young;
	bool fresh;

	if (!vec_push(&young->lists, *list))
		return false;
	*number = (uint32_t)young->lists.len - 1;
	str kept = arena_copy(&young->texts, name);
	return kept.ptr && table_put(&young->table, kept, *number, &fresh);
}
