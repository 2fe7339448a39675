/* Names as phrases, for finding them in documents.
 *
 * A name and a document must come to the same words, so nothing here depends on what stands around a word: not the
 * language of the text, not the letters of its neighbours. */
#include "text/text.h"

enum { NAME_WORDS_MAX = 32 };

size_t text_word(str source, char out[TOKEN_MAX])
{
	struct text_token token[8];
	char norm[8 * TOKEN_MAX];
	struct text_tokens t = {.token = token, .token_cap = 8, .norm = norm, .norm_cap = sizeof norm};

	text_tokens(source, STR(""), READING_DEFAULT, &t);
	size_t len = t.norm_len < TOKEN_MAX ? t.norm_len : TOKEN_MAX;
	memcpy(out, norm, len);
	return len;
}

static bool is_ascii(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] & 0x80)
			return false;
	return true;
}

str text_word_of(const struct text_tokens *t, size_t i, str source, char out[TOKEN_MAX])
{
	str written = str_slice(source, t->token[i].start, t->token[i].end);

	if (is_ascii(written))
		return text_token_norm(t, i);
	return (str){out, text_word(written, out)};
}

size_t text_phrase_add(char *phrase, size_t len, size_t cap, str word, unsigned flags)
{
	bool joined = (flags & TOKEN_APOSTROPHE) && len;
	bool possessive = joined && str_is(word, "s") && len > 2 && phrase[len - 2] != ' ' && phrase[len - 3] != ' ';

	if (possessive)
		return len;
	if (word.len + 1 > cap - len)
		return SIZE_MAX;
	if (len && !joined)
		phrase[len++] = ' ';
	memcpy(phrase + len, word.ptr, word.len);
	return len + word.len;
}

size_t text_phrase(str name, char *phrase, size_t cap, uint32_t *words)
{
	struct text_token token[NAME_WORDS_MAX];
	char norm[NAME_WORDS_MAX * TOKEN_MAX], word[TOKEN_MAX];
	struct text_tokens t = {.token = token, .token_cap = NAME_WORDS_MAX, .norm = norm, .norm_cap = sizeof norm};
	size_t len = 0;

	text_tokens(name, STR(""), READING_DEFAULT, &t);
	*words = (uint32_t)t.token_count;
	for (size_t i = 0; i < t.token_count && len != SIZE_MAX; i++)
		len = text_phrase_add(phrase, len, cap, text_word_of(&t, i, name, word), token[i].flags);
	return t.full || len == SIZE_MAX ? 0 : len;
}
