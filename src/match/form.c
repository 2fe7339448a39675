/* Forms out of a book, as the scorer wants them. Everything is checked here, since a damaged book may be open. */
#include "match/match.h"
#include "names/retrieval.h"
#include "text/text.h"

static uint32_t df_in_book(const void *context, str token)
{
	const ties_book *b = context;
	struct book_range keys = book_keys(b, token);

	return keys.begin < keys.end ? b->KEY.items[keys.begin].df : 0;
}

/* The total is the number of names: the index was weighed with the same. */
struct name_rarity match_rarity(const ties_book *b)
{
	return (struct name_rarity){.df = df_in_book, .context = b, .total = b->NAME.count};
}

/* Only what text_tokens can produce; the scorer relies on it. */
static bool is_normal(str text)
{
	if (text.len < 1 || text.len > TOKEN_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '?'))
			return false;
	}
	return true;
}

static bool sounds_are_known(const uint8_t *sound, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (sound[i] >= KEY_SOUND_KINDS)
			return false;
	return true;
}

bool match_load_token(const ties_book *b, uint32_t i, struct name_token *out)
{
	uint32_t number = *BOOK_AT(b, FORM_TOKEN, i);
	const struct book_token *t = BOOK_AT(b, TOKEN, number);
	const struct book_key *key = BOOK_AT(b, KEY, t->key);

	*out = (struct name_token){
	    .text = book_string(b, key->text),
	    .class = key->class,
	    .part = t->part,
	    .script = t->script,
	    .flags = t->flags,
	    .weight = t->weight,
	    .listed = true,
	    .number = number + 1,
	};
	const uint8_t *sound = book_sound_at(b, key->first_sound, &out->sound_count);
	if (out->sound_count == key->sound_count && out->sound_count <= KEY_SOUNDS_MAX &&
	    sounds_are_known(sound, out->sound_count)) {
		out->sound = sound;
		out->affix = key->flags & KEY_AFFIX ? name_key_affix(out->text) : 0;
	}
	return t->weight > 0 && t->weight <= 1 && t->part <= PART_ACRONYM && t->script < SCRIPT_COUNT &&
	       is_normal(out->text);
}

bool match_begin_form(const ties_book *b, const struct book_form *f, struct name_form *out)
{
	out->kind = f->kind;
	out->reading = f->reading;
	out->count = f->token_count;
	out->han = STR("");
	out->han_at = 0;
	out->weighed = b->NAME.count >= NAME_CORPUS_MIN;
	return f->token_count > 0 && f->token_count <= NAME_TOKENS_MAX && f->kind <= NAME_VESSEL;
}

bool match_load_form(const ties_book *b, uint32_t i, struct name_form *out)
{
	const struct book_form *f = BOOK_AT(b, FORM, i);

	if (!match_begin_form(b, f, out))
		return false;
	for (uint32_t t = 0; t < f->token_count; t++)
		if (!match_load_token(b, f->first_token + t, &out->token[t]))
			return false;
	match_keep_han(b, f, out);
	return true;
}

void match_keep_han(const ties_book *b, const struct book_form *f, struct name_form *out)
{
	for (size_t t = 0; t < out->count; t++)
		if (name_script_has_characters(out->token[t].script))
			out->han = book_name_text(b, f->name);
}

void match_copy_form(struct name_form *to, const struct name_form *from)
{
	*to = *from;
	for (size_t i = 0; i < to->count; i++) {
		uintptr_t at = (uintptr_t)from->token[i].text.ptr - (uintptr_t)from->text;
		if (at < NAME_TEXT_MAX)
			to->token[i].text.ptr = to->text + at;
	}
	uintptr_t han = (uintptr_t)from->han.ptr - (uintptr_t)from->text;
	if (han < NAME_TEXT_MAX)
		to->han.ptr = to->text + han;
}
