/* What tokens, normal forms and sentences keep, whatever the text. Shared by the unit test and the fuzz target. */
#ifndef TESTS_TEXT_RULES_H
#define TESTS_TEXT_RULES_H

#include "base/buf.h"
#include "text/text.h"

#include <stdlib.h>

/** Room for all tokens of `bytes` of text: a token takes a byte of it at least. */
static inline bool tokens_new(struct text_tokens *t, size_t bytes)
{
	*t = (struct text_tokens){.token_cap = bytes + 1, .norm_cap = (bytes + 1) * (TOKEN_MAX + 1)};
	t->token = malloc(t->token_cap * sizeof *t->token);
	t->norm = malloc(t->norm_cap);
	return t->token && t->norm;
}

static inline void tokens_free(struct text_tokens *t)
{
	free(t->token);
	free(t->norm);
}

static inline const char *norm_broken_rule(str norm, unsigned flags)
{
	bool broken = false;

	if (norm.len == 0 || norm.len > TOKEN_MAX)
		return "a normal form is empty or too long";
	for (size_t i = 0; i < norm.len; i++) {
		char c = norm.ptr[i];
		if (c == '?' ? i == 0 || i + 1 == norm.len || norm.ptr[i - 1] == '?'
		             : !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			return "a normal form has a sign that has no place there";
		broken |= c == '?';
	}
	return broken && !(flags & TOKEN_BROKEN) ? "a broken token is not marked" : NULL;
}

/** The rule that the tokens of `s` break, NULL when they keep all. */
static inline const char *tokens_broken_rule(const struct text_tokens *t, str s)
{
	size_t behind = 0, norm = 0;

	for (size_t i = 0; i < t->token_count; i++) {
		const struct text_token *token = &t->token[i];
		if (token->start < behind || token->end <= token->start || token->end > s.len)
			return "tokens are empty, out of order or outside";
		if (token->norm != norm || token->script >= SCRIPT_COUNT)
			return "normal forms have gaps, or a script is unknown";
		if (((unsigned char)s.ptr[token->start] & 0xC0) == 0x80 && utf8_invalid_at(s) == SIZE_MAX)
			return "a token begins inside a character";
		const char *broken = norm_broken_rule(text_token_norm(t, i), token->flags);
		if (broken)
			return broken;
		behind = token->end;
		norm += token->len;
	}
	return norm == t->norm_len ? NULL : "the length of the normal forms is wrong";
}

/** The rule that the normal form of `s` breaks: it is its tokens with a space between, and its own normal form. */
static inline const char *normal_broken_rule(str s, const char *lang)
{
	struct text_tokens t;
	struct buf joined = {0};
	const char *broken = NULL;
	size_t cap = (s.len + 1) * (TOKEN_MAX + 1);
	char *normal = malloc(cap), *again = malloc(cap);

	if (!tokens_new(&t, s.len) || !normal || !again)
		abort();
	text_tokens(s, str_from(lang), READING_DEFAULT, &t);
	for (size_t i = 0; i < t.token_count; i++) {
		buf_add(&joined, i ? STR(" ") : STR(""));
		buf_add(&joined, text_token_norm(&t, i));
	}
	str first = {normal, text_normal(s, str_from(lang), normal, cap)};
	str second = {again, text_normal(first, str_from(lang), again, cap)};
	if (!str_equal(first, buf_str(&joined)))
		broken = "the normal form is not the tokens";
	else if (!str_equal(first, second))
		broken = "the normal form is not its own normal form";
	size_t half = text_normal(s, str_from(lang), again, first.len / 2);
	if (!broken && (half > first.len / 2 || !str_starts(first, (str){again, half})))
		broken = "a normal form that is cut is no beginning of the whole";
	free(normal);
	free(again);
	tokens_free(&t);
	buf_finish(&joined);
	return broken;
}

static inline bool only_spaces(str s)
{
	while (s.len)
		if (!text_is_space(utf8_next(&s)))
			return false;
	return true;
}

/** The rule that the sentences of `s` break: in order, not empty, trimmed, and nothing but white space between. */
static inline const char *sentences_broken_rule(str s)
{
	str rest = s, sentence;
	const char *behind = s.ptr;

	while (text_sentence(&rest, &sentence)) {
		if (sentence.len == 0 || sentence.ptr < behind || sentence.ptr + sentence.len > s.ptr + s.len)
			return "a sentence is empty, out of order or outside";
		if (!only_spaces((str){behind, (size_t)(sentence.ptr - behind)}))
			return "text stands between sentences";
		str first = sentence;
		if (text_is_space(utf8_next(&first)))
			return "a sentence begins in white space";
		behind = sentence.ptr + sentence.len;
	}
	return s.len && !only_spaces((str){behind, (size_t)(s.ptr + s.len - behind)})
	           ? "text stands behind the last sentence"
	           : NULL;
}

#endif
