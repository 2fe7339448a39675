/* Any bytes as text: tokens in every reading, normal forms, sentences, languages keep their rules. The first byte
 * chooses the language hint. */
#include "tests/unit/text_rules.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		abort();
}

static void keep(const char *broken)
{
	if (broken) {
		fprintf(stderr, "%s\n", broken);
		abort();
	}
}

static void check_utf8(str s)
{
	size_t at = 0, count = 0, invalid = utf8_invalid_at(s);

	for (str rest = s; rest.len; count++) {
		char again[4];
		str before = rest;
		uint32_t c = utf8_next(&rest);
		size_t taken = before.len - rest.len, put = utf8_put(c, again);
		bool valid = str_equal((str){again, put}, str_slice(before, 0, taken));
		check(taken >= 1 && taken <= 4 && c <= 0x10FFFF);
		check(valid || (c == 0xFFFD && taken == 1 && at >= invalid));
		check(valid ? at != invalid : true);
		at += taken;
	}
	check(utf8_length(s) == count);
}

/* What is repaired is no longer than the text, and comes from places of it in their order. */
static void check_repair(str s)
{
	char *out = malloc(s.len + 1);
	uint32_t *at = calloc(s.len + 1, sizeof *at);

	check(out && at);
	size_t len = text_repair(s, out, at, s.len);
	check(len < s.len || len == 0);
	for (size_t i = 0; i < len; i++)
		check(at[i] <= at[i + 1] && at[i] < s.len);
	check(len == 0 || at[len] == s.len);
	free(out);
	free(at);
}

static void check_tokens(str s, const char *lang)
{
	struct text_tokens t;

	check(tokens_new(&t, s.len));
	for (enum text_reading reading = READING_DEFAULT; reading <= READING_ALTERNATIVE; reading++) {
		text_tokens(s, str_from(lang), reading, &t);
		check(!t.full);
		keep(tokens_broken_rule(&t, s));
	}
	size_t all = t.token_count;
	t.token_cap = all / 2;
	t.norm_cap = t.norm_len / 2;
	text_tokens(s, str_from(lang), READING_ALTERNATIVE, &t);
	check(t.full == (all > 0));
	keep(tokens_broken_rule(&t, s));
	tokens_free(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {"",   "en", "fr", "tr", "ru", "uk", "bg",  "sr",  "fa", "ar",
	                                    "ur", "ps", "ku", "ug", "ja", "ko", "yue", "zh-", "mn", "not a language"};

	if (size == 0)
		return 0;
	const char *lang = langs[data[0] % (sizeof langs / sizeof *langs)];
	str s = {(const char *)data + 1, size - 1};
	check_utf8(s);
	check_repair(s);
	check_tokens(s, lang);
	keep(normal_broken_rule(s, lang));
	keep(sentences_broken_rule(s));
	size_t len = strlen(text_language(s));
	check(len == 2 || len == 3);
	check(text_script_main(s) < SCRIPT_COUNT);
	return 0;
}
