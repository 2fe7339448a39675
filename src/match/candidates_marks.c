/* What is near a token of the query, by key of the index: marked when there are forms to be looked at. */
#include "match/candidates_parts.h"

/* 255ths, rounded up. */
static unsigned agreement_level(uint8_t agree)
{
	return ((unsigned)agree * AGREE_LEVELS + AGREE_FULL - 1) / AGREE_FULL;
}

/* As in near_bits, what a key says that counts so much at most. */
static unsigned said_by(const struct candidates *c, struct key_bits bits, uint16_t more, uint8_t agree)
{
	return agree ? AGREE_UNIT * agreement_level(agree) | candidates_bits_by(c, bits, agree) | more : 0;
}

/* Keys of the index, those that forms of the kind have, are near tokens. */
static bool mark(struct candidates *c, const struct near *near, unsigned run, struct key_bits bits, uint16_t more)
{
	if (!vec_reserve(&c->marked, c->marked.len + near->key_count))
		return false;
	for (size_t i = 0; i < near->key_count; i++) {
		const struct near_key *k = &near->keys[i];
		if (!(k->kinds >> run & 1) || k->key >= c->b->KEY.count)
			continue;
		struct near_bits *near_bits = &c->near_bits[k->key];
		unsigned other = said_by(c, bits, more, k->agree.other);
		unsigned abjad = k->agree.abjad == k->agree.other ? other : said_by(c, bits, more, k->agree.abjad);
		if (!(near_bits->abjad | near_bits->other))
			c->marked.ptr[c->marked.len++] = (struct marked){k->key, k->letter};
		near_bits->other = candidates_both(near_bits->other, other);
		near_bits->abjad = candidates_both(near_bits->abjad, abjad);
	}
	return true;
}

/* Marks what is near tokens that are no key tokens. */
static bool mark_lesser(struct candidates *c, const struct name_form *form, unsigned run)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct name_token *t = &form->token[i];
		uint32_t list;
		if (c->bound.weak_of[i] || t->part == PART_INITIAL)
			continue;
		const struct name_key key = name_token_key(form, i);
		if (!near_find(&c->near, &key, &list))
			return false;
		const struct near near = near_of(&c->near, &key, list, run);
		if (!mark(c, &near, run, (struct key_bits){0}, NAME_LESSER_BIT))
			return false;
	}
	return true;
}

void candidates_unmark(struct candidates *c)
{
	for (size_t i = 0; i < c->marked.len; i++) {
		c->near_bits[c->marked.ptr[i].key] = (struct near_bits){0};
	}
	c->marked.len = 0;
}

bool candidates_mark(struct candidates *c, const struct name_form *form, size_t count, unsigned run)
{
	bool well = mark_lesser(c, form, run);

	for (size_t i = 0; i < count && well; i++) {
		const struct name_key *key = &c->list[i];
		if (key->kind == KEY_INITIALS)
			continue;
		const struct near near = near_of(&c->near, key, c->near_lists[i], run);
		/* One of two joined may be no key token. */
		well = mark(c, &near, run, candidates_bits_of(&c->bound, key),
		            key->kind == KEY_JOINED ? NAME_LESSER_BIT | NAME_JOINED_BIT : 0);
	}
	return well;
}
