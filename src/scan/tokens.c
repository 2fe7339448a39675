/* The document as tokens, with what the scanner needs to know of how each was written. */
#include "scan/scan.h"

#include <stdlib.h>

enum { LANGUAGE_BYTES_MIN = 60 }; /* a shorter block is in the language of the document */

/* May a name go on across these bytes? Spaces, hyphens, apostrophes and dots of abbreviations ("U. S.") do not stop
 * it; a dot does unless the token before it is short. */
static bool breaks_name(str between, str before)
{
	for (str s = between; s.len;) {
		uint32_t c = utf8_next(&s);
		bool joins = text_is_space(c) || c == '-' || (c == '/' && between.len == 1) || c == '\'' ||
		             c == 0x2019 || c == 0x2018 || c == '`' || c == 0x2010 || c == 0x2011 || c == 0x02BC ||
		             c == 0xAD || c == 0x200C || c == 0x200D || (c >= 0x200E && c <= 0x200F);
		if (!joins && !(c == '.' && before.len <= 3))
			return true;
	}
	return false;
}

static bool ends_sentence(str between)
{
	for (str s = between; s.len;) {
		uint32_t c = utf8_next(&s);
		if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F || c == 0x3002 || c == 0x964 ||
		    c == ':' || c == 0x201C || c == '"' || c == 0xAB || c == 0x2022)
			return true;
	}
	return false;
}

static void push_token(struct scan *s, const struct text_tokens *t, size_t i, size_t base, uint32_t block)
{
	const struct text_token *from = &t->token[i];
	char spelt[TOKEN_MAX];
	str source = str_slice(buf_str(&s->doc->text), base, s->doc->text.len);
	str word = text_word_of(t, i, source, spelt);
	struct scan_token token = {
	    .start = base + from->start,
	    .end = base + from->end,
	    .norm = text_token_norm(t, i),
	    .words = scan_word_classes(text_token_norm(t, i)),
	    .word = word.ptr == spelt ? arena_copy(s->arena, word) : word,
	    .block = block,
	    .span = SCAN_NONE,
	    .flags = from->flags,
	    .script = from->script,
	    .breaks = true,
	    .sentence = true,
	};
	if (i) {
		str text = buf_str(&s->doc->text);
		const struct scan_token *before = &s->tokens.ptr[s->tokens.len - 1];
		str between = str_slice(text, before->end, token.start);
		token.breaks = breaks_name(between, before->norm);
		if (str_is(between, "/"))
			token.flags |= TOKEN_HYPHEN;
		token.sentence = ends_sentence(between);
	}
	s->failed |= !vec_push(&s->tokens, token);
}

/* Words with four letters or more tell how capitals are used in a block. */
static enum scan_case case_of(str text, const struct text_tokens *t)
{
	size_t words = 0, capital = 0, upper = 0;

	for (size_t i = 0; i < t->token_count; i++) {
		if (t->token[i].len < 4)
			continue;
		words++;
		capital += (t->token[i].flags & TOKEN_CAPITAL) != 0;
		upper += (t->token[i].flags & TOKEN_ALL_UPPER) != 0;
	}
	if (words >= 3 && upper * 10 >= words * 8)
		return CASE_UPPER;
	bool sentence = text.len && (text.ptr[text.len - 1] == '.' || text.ptr[text.len - 1] == ':');
	return words >= 4 && !sentence && capital * 10 >= words * 8 ? CASE_TITLE : CASE_NORMAL;
}

/* Room for the worst case first seen in practice, more when it was not enough. */
static bool tokenize_block(const struct scan *s, str text, struct text_tokens *t)
{
	const char *own = text.len >= LANGUAGE_BYTES_MIN ? text_language(text) : "und";
	str language = str_from(str_is(str_from(own), "und") ? s->language : own);

	for (size_t room = text.len + 64;; room *= 2) {
		*t = (struct text_tokens){.token = malloc(room * sizeof *t->token),
		                          .token_cap = room,
		                          .norm = malloc(room * 2),
		                          .norm_cap = room * 2};
		if (t->token && t->norm)
			text_tokens(text, language, READING_DEFAULT, t);
		if (t->token && t->norm && !t->full)
			return true;
		bool hopeless = !t->token || !t->norm || room > text.len * 64 + 4096;
		free(t->token);
		free(t->norm);
		if (hopeless)
			return false;
	}
}

bool scan_tokenize(struct scan *s)
{
	str text = buf_str(&s->doc->text);

	for (uint32_t b = 0; b < s->doc->blocks.len && !s->failed; b++) {
		const struct document_block *block = &s->doc->blocks.ptr[b];
		struct text_tokens t;
		str block_text = str_slice(text, block->start, block->end);
		if (!tokenize_block(s, block_text, &t)) {
			s->failed = true;
			break;
		}
		s->failed |= !vec_push(&s->block_case, (uint8_t)case_of(block_text, &t));
		for (size_t i = 0; i < t.token_count && !s->failed; i++)
			push_token(s, &t, i, block->start, b);
		free(t.token);
		if (!vec_push(&s->norms, t.norm)) {
			free(t.norm);
			s->failed = true;
		}
	}
	return !s->failed;
}

str scan_text(const struct scan *s, uint32_t first, uint32_t count)
{
	return str_slice(buf_str(&s->doc->text), s->tokens.ptr[first].start, s->tokens.ptr[first + count - 1].end);
}

bool scan_has_case(uint8_t script)
{
	return script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC || script == SCRIPT_GREEK ||
	       script == SCRIPT_ARMENIAN;
}

bool scan_is_capital(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];

	return t->span == SCAN_NONE && (t->flags & TOKEN_CAPITAL) && !(t->flags & TOKEN_APOSTROPHE);
}
