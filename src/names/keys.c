/* What a form can be found by: the tokens that may anchor a match, two of them (or a particle and one of them)
 * written as one, and its initials. Follows the scorer: edges.c says what may be an anchor. */
#include "names/score.h"

struct key_list {
	struct name_key *key;
	size_t count;
	char *text;
	size_t used;
};

static void add(struct key_list *l, const struct name_key *key)
{
	for (size_t i = 0; i < l->count; i++) {
		struct name_key *k = &l->key[i];
		if (k->kind == key->kind && k->class == key->class && k->abjad == key->abjad &&
		    str_equal(k->text, key->text)) {
			k->tokens |= key->tokens;
			return;
		}
	}
	if (l->count < NAME_KEYS_MAX)
		l->key[l->count++] = *key;
}

struct name_key name_token_key(const struct name_form *form, size_t i)
{
	const struct name_token *t = &form->token[i];

	return (struct name_key){
	    .text = t->text,
	    .class = t->class,
	    .tokens = UINT32_C(1) << i,
	    .kind = KEY_TOKEN,
	    .abjad = name_script_is_abjad(t->script),
	};
}

/* Adds `key`, whose text is spelt of two. */
static void add_spelt(struct key_list *l, struct name_key key, str a, str b)
{
	char *at = l->text + l->used;

	if (a.len + b.len > NAME_KEY_TEXT_MAX - l->used)
		return;
	memcpy(at, a.ptr, a.len);
	if (b.len)
		memcpy(at + a.len, b.ptr, b.len);
	l->used += a.len + b.len;
	key.text = (str){at, a.len + b.len};
	add(l, &key);
}

static void add_joined(struct key_list *l, const struct name_form *form)
{
	for (size_t i = 0; i + 1 < form->count; i++) {
		const struct name_token *a = &form->token[i], *b = a + 1;
		if (!score_are_halves(a->part, b->part) || a->text.len + b->text.len > 63)
			continue;
		const struct name_key key = {
		    .tokens = UINT32_C(3) << i,
		    .kind = KEY_JOINED,
		    .abjad = name_script_is_abjad(a->script) || name_script_is_abjad(b->script),
		};
		add_spelt(l, key, a->text, b->text);
	}
}

size_t score_initials(const struct name_form *form, enum initials kind, char out[8])
{
	size_t n = 0, least = INITIALS_LEAST + (kind == INITIALS_AND_LEGAL);

	for (size_t i = 0; i < form->count; i++) {
		uint8_t part = form->token[i].part;
		if ((part == PART_LEGAL && kind != INITIALS_AND_LEGAL) ||
		    (part == PART_STOP && kind != INITIALS_AND_STOPS))
			continue;
		if (n == 8)
			return 0;
		out[n++] = form->token[i].text.ptr[0];
	}
	return n < least ? 0 : n;
}

size_t name_keys(const struct name_form *form, struct name_key keys[NAME_KEYS_MAX], char text[NAME_KEY_TEXT_MAX])
{
	struct key_list l = {.key = keys, .text = text};
	char initials[INITIALS_KINDS][8];

	for (size_t i = 0; i < form->count; i++) {
		const struct name_key key = name_token_key(form, i);
		if (score_is_key_part(form, form->token[i].part))
			add(&l, &key);
	}
	if (form->kind == NAME_ORGANIZATION && score_names_a_body(form))
		for (enum initials k = 0; k < INITIALS_KINDS; k++) {
			size_t len = score_initials(form, k, initials[k]);
			if (len)
				add_spelt(&l, (struct name_key){.tokens = UINT32_MAX, .kind = KEY_INITIALS},
				          (str){initials[k], len}, STR(""));
		}
	if (score_joins_anchor(form))
		add_joined(&l, form);
	return l.count;
}
