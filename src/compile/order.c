/* In which order do names and their forms stand? A search looks at those that have a word in common, or one written
 * much like it: they stand together, so that what is read of them lies in a few pages.
 *
 * The names of an entity go where the rarest word of the first of them is in the alphabet, among those that share it
 * where the next one is. */
#include "compile/index.h"

#include <stdlib.h>

enum { LEADS = 2 };

/** The names of an entity. */
struct group {
	uint64_t lead[LEADS]; /* its rarest words: str_head */
	uint32_t first, count;
};

static int compare_groups(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	for (unsigned i = 0; i < LEADS; i++)
		if (a->lead[i] != b->lead[i])
			return a->lead[i] < b->lead[i] ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* The rarest words of a form, the rarer first. */
static void find_leads(struct group *g, const struct index_sections *out, const struct index_input *in,
                       const struct book_form *f)
{
	const struct book_token *token = out->tokens.ptr + f->first_token;
	uint32_t key[LEADS] = {0}, least[LEADS] = {UINT32_MAX, UINT32_MAX};

	for (uint32_t t = 0; t < f->token_count; t++) {
		uint32_t df = out->keys.ptr[token[t].key].df;
		if (!name_part_is_key(token[t].part) || df >= least[1])
			continue;
		unsigned at = df < least[0] ? 0 : 1;
		key[1] = key[0];
		least[1] = least[0];
		key[at] = token[t].key;
		least[at] = df;
	}
	for (unsigned i = 0; i < LEADS; i++)
		g->lead[i] = least[i] < UINT32_MAX ? str_head(in->text(in->context, out->keys.ptr[key[i]].text)) : 0;
}

/* Entities have their names one behind another. */
static size_t find_groups(struct group *groups, const struct index_sections *out, const struct index_input *in)
{
	size_t count = 0;

	for (uint32_t i = 0; i < in->name_count; i++) {
		if (i > 0 && in->names[i].entity == in->names[i - 1].entity) {
			groups[count - 1].count++;
			continue;
		}
		groups[count] = (struct group){.first = i, .count = 1};
		if (in->names[i].form_count)
			find_leads(&groups[count], out, in, &out->forms.ptr[in->names[i].first_form]);
		count++;
	}
	return count;
}

/** The same in the new order. */
struct ordered {
	VEC(struct laid_name) names;
	VEC(struct book_form) forms;
	VEC(struct book_token) tokens;
};

static void add_form(struct ordered *o, const struct index_sections *out, struct book_form form)
{
	memcpy(o->tokens.ptr + o->tokens.len, out->tokens.ptr + form.first_token,
	       form.token_count * sizeof *o->tokens.ptr);
	form.first_token = (uint32_t)o->tokens.len;
	form.name = (uint32_t)o->names.len;
	o->tokens.len += form.token_count;
	o->forms.ptr[o->forms.len++] = form;
}

static void add_name(struct ordered *o, const struct index_sections *out, struct laid_name name)
{
	const struct book_form *forms = out->forms.ptr + name.first_form;

	name.first_form = (uint32_t)o->forms.len;
	for (uint32_t i = 0; i < name.form_count; i++)
		add_form(o, out, forms[i]);
	o->names.ptr[o->names.len++] = name;
}

static void order(struct ordered *o, const struct index_sections *out, const struct index_input *in,
                  const struct group *groups, size_t count)
{
	for (size_t e = 0; e < in->entity_count; e++)
		in->entities[e].first_name = BOOK_NONE;
	for (size_t g = 0; g < count; g++) {
		uint32_t entity = in->names[groups[g].first].entity;
		if (entity < in->entity_count)
			in->entities[entity].first_name = (uint32_t)o->names.len;
		for (uint32_t i = 0; i < groups[g].count; i++)
			add_name(o, out, in->names[groups[g].first + i]);
	}
}

bool index_order(struct index_sections *out, const struct index_input *in)
{
	struct group *groups = malloc((in->name_count + 1) * sizeof *groups);
	struct ordered o = {0};
	bool well = groups && vec_reserve(&o.names, in->name_count + 1) && vec_reserve(&o.forms, out->forms.len + 1) &&
	            vec_reserve(&o.tokens, out->tokens.len + 1);

	if (well) {
		size_t count = find_groups(groups, out, in);
		if (count)
			qsort(groups, count, sizeof *groups, compare_groups);
		order(&o, out, in, groups, count);
		memcpy(in->names, o.names.ptr, o.names.len * sizeof *o.names.ptr);
		memcpy(out->forms.ptr, o.forms.ptr, o.forms.len * sizeof *o.forms.ptr);
		memcpy(out->tokens.ptr, o.tokens.ptr, o.tokens.len * sizeof *o.tokens.ptr);
	}
	vec_finish(&o.names);
	vec_finish(&o.forms);
	vec_finish(&o.tokens);
	free(groups);
	return well;
}
