/* What is known of a form allows the threshold or not: in full, token by token. */
#include "match/candidates_parts.h"

#include "base/memory.h"
#include "match/tokens.h"

/* Begins to fetch what is near the tokens. */
static void ask_for_near(const struct candidates *c, const struct form_tokens *tokens)
{
	for (uint32_t t = 0; t < tokens->first[tokens->forms]; t++) {
		uint32_t key = BOOK_AT(c->b, TOKEN, tokens->token[t])->key;
		memory_ask(c->near_bits + (key < c->b->KEY.count ? key : 0));
		if (c->bound.initials)
			memory_ask(&BOOK_AT(c->b, KEY, key)->letter);
	}
}

static bool has_key_part(const struct candidates *c, const uint32_t *token, size_t count)
{
	for (size_t t = 0; t < count; t++)
		if (name_part_is_key(BOOK_AT(c->b, TOKEN, token[t])->part))
			return true;
	return false;
}

static unsigned near_bits_of(const struct candidates *c, const struct book_token *token)
{
	const struct near_bits *near = &c->near_bits[token->key < c->b->KEY.count ? token->key : c->b->KEY.count];

	return name_script_is_abjad(token->script) ? near->abjad : near->other;
}

enum { KEYS_OF_TEXT = 64 /* more than a text has classes */ };

/* Are they two keys of one text? These follow each other. */
static bool is_same_text(const ties_book *b, uint32_t a, uint32_t k)
{
	uint32_t apart = a > k ? a - k : k - a;

	return apart > 0 && apart < KEYS_OF_TEXT && BOOK_AT(b, KEY, a)->text == BOOK_AT(b, KEY, k)->text;
}

/* Has a form one word as tokens of two keys, SA Mo SA? One is not left over when the other is paired. */
static bool has_twins_apart(const struct candidates *c, const uint32_t *token, size_t count)
{
	for (size_t t = 0; t < count; t++)
		for (size_t u = 0; u < t; u++)
			if (is_same_text(c->b, BOOK_AT(c->b, TOKEN, token[t])->key,
			                 BOOK_AT(c->b, TOKEN, token[u])->key))
				return true;
	return false;
}

/* Do all tokens of a form allow the threshold? Of twins apart they do not tell, which is asked last, since it is rare
 * and takes longer. */
static bool allows(struct candidates *c, const uint32_t *token, size_t count)
{
	const ties_book *b = c->b;
	struct name_term term[NAME_TOKENS_MAX];
	struct name_tally all = {0};
	size_t terms = 0;

	for (size_t t = 0; t < count; t++) {
		const struct book_token *k = BOOK_AT(b, TOKEN, token[t]);
		unsigned near = near_bits_of(c, k);
		bool by_letter = k->part == PART_INITIAL || c->bound.initials;
		if (k->part > PART_ACRONYM)
			return false; /* the book is damaged there, and match_load_form takes no such form */
		if (!near && !by_letter) {
			name_tally_lone(&all, &c->bound, k->part, k->weight);
			continue;
		}
		const struct name_token facts = {.part = k->part, .weight = k->weight};
		bool key = name_part_is_key(k->part) || !has_key_part(c, token, count);
		term[terms] =
		    name_term_of(&c->bound, &facts, near % AGREE_UNIT, (double)(near / AGREE_UNIT) / AGREE_LEVELS, key,
		                 by_letter ? BOOK_AT(b, KEY, k->key)->letter : 0);
		const struct name_tally tally = name_tally_of(&c->bound, &term[terms++]);
		name_tally_add(&all, &tally);
	}
	return name_bound_allows(&c->bound, &all, term, terms) || has_twins_apart(c, token, count);
}

bool candidates_select(struct candidates *c)
{
	struct form_tokens tokens;
	uint32_t form[FORMS_AT_ONCE];

	if (!vec_reserve(&c->forms, c->forms.len + c->reached.len))
		return false;
	for (size_t i = 0; i < c->reached.len; i += tokens.forms) {
		size_t count = 0;
		for (; count < FORMS_AT_ONCE && i + count < c->reached.len; count++)
			form[count] = book_posting_form(c->reached.ptr[i + count].posting);
		form_tokens_read(&tokens, c->b, form, count);
		ask_for_near(c, &tokens);
		for (size_t f = 0; f < count; f++)
			if (allows(c, tokens.token + tokens.first[f], tokens.first[f + 1] - tokens.first[f]))
				c->forms.ptr[c->forms.len++] = form[f];
	}
	return true;
}
