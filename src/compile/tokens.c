/* Words as they are written in forms, each once: sections FORM_TOKEN and TOKEN.
 *
 * The tokens of one key are few: each is looked for among those of its key, in a chain. */
#include "compile/index.h"

#include <stdlib.h>

#define NONE UINT32_MAX

struct link {
	struct book_token token;
	uint32_t next;   /* link of the same key, NONE at the end */
	uint32_t number; /* TOKEN item */
};

struct chains {
	uint32_t *first; /* by key: link, NONE when it has none */
	VEC(struct link) links;
};

static int compare_tokens(const void *left, const void *right)
{
	const struct book_token *a = left, *b = right;

	if (a->flags != b->flags)
		return a->flags < b->flags ? -1 : 1;
	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return a->script < b->script ? -1 : a->script > b->script;
}

/* The link of a token, NONE when memory ran out. */
static uint32_t chain(struct chains *c, const struct book_token *t)
{
	uint32_t *at = &c->first[t->key];

	for (uint32_t i = *at; i != NONE; i = c->links.ptr[i].next)
		if (compare_tokens(&c->links.ptr[i].token, t) == 0)
			return i;
	struct link fresh = {.token = *t, .next = *at};
	if (!vec_push(&c->links, fresh))
		return NONE;
	return *at = (uint32_t)c->links.len - 1;
}

/* The tokens of one key, in order, go behind those of the keys before. */
static bool number_key(struct index_sections *out, struct chains *c, uint32_t key)
{
	size_t begin = out->distinct_tokens.len;

	for (uint32_t i = c->first[key]; i != NONE; i = c->links.ptr[i].next)
		if (!vec_push(&out->distinct_tokens, c->links.ptr[i].token))
			return false;
	size_t count = out->distinct_tokens.len - begin;
	struct book_token *tokens = out->distinct_tokens.ptr + begin;
	if (count > 1)
		qsort(tokens, count, sizeof *tokens, compare_tokens);
	for (uint32_t i = c->first[key]; i != NONE; i = c->links.ptr[i].next) {
		const struct book_token *found =
		    bsearch(&c->links.ptr[i].token, tokens, count, sizeof *tokens, compare_tokens);
		c->links.ptr[i].number = (uint32_t)(found - out->distinct_tokens.ptr);
	}
	return true;
}

static bool number_all(struct index_sections *out, struct chains *c)
{
	if (!vec_reserve(&out->form_tokens, out->tokens.len + 1))
		return false;
	for (size_t i = 0; i < out->tokens.len; i++) {
		uint32_t link = chain(c, &out->tokens.ptr[i]);
		if (link == NONE)
			return false;
		out->form_tokens.ptr[i] = link;
	}
	out->form_tokens.len = out->tokens.len;
	for (uint32_t key = 0; key < out->keys.len; key++)
		if (!number_key(out, c, key))
			return false;
	for (size_t i = 0; i < out->form_tokens.len; i++)
		out->form_tokens.ptr[i] = c->links.ptr[out->form_tokens.ptr[i]].number;
	return true;
}

/* Weighs the tokens as the reader of the book would. */
static void weigh(struct index_sections *out, size_t names)
{
	for (size_t i = 0; i < out->distinct_tokens.len; i++) {
		struct book_token *t = &out->distinct_tokens.ptr[i];
		const struct book_key *key = &out->keys.ptr[t->key];
		const struct name_token token = {.class = key->class, .part = t->part, .flags = t->flags};
		t->weight = name_weight(&token, key->df, (uint32_t)names);
	}
}

bool index_tokens(struct index_sections *out, size_t names)
{
	struct chains c = {.first = malloc((out->keys.len + 1) * sizeof *c.first)};

	if (!c.first)
		return false;
	memset(c.first, 0xff, (out->keys.len + 1) * sizeof *c.first);
	bool good = number_all(out, &c);
	weigh(out, names);
	free(c.first);
	vec_finish(&c.links);
	return good;
}
