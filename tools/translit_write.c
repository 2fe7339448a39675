/* The word lists of data/language as a hash table, and everything as C source. */
#include "translit.h"

#include <stdlib.h>

/* ---- words ------------------------------------------------------------------------------------------ */

static void add_word(struct build *b, const char *text, uint64_t langs)
{
	struct text_word *words = b->words.ptr;
	uint32_t offset = pool_add(b, text, strlen(text));

	for (size_t i = 0; i < b->words.len; i++) {
		if (words[i].text == offset) {
			words[i].langs |= langs;
			return;
		}
	}
	grow_add(&b->words, &(struct text_word){langs, offset});
}

static uint64_t language_bit(struct build *b, const struct data_line *line, const char *code)
{
	for (size_t i = 0; i < b->language_count; i++)
		if (strcmp(b->languages[i], code) == 0)
			return 1ull << i;
	if (b->language_count == LANGUAGE_MAX || strlen(code) > 3)
		die_at(line, "too many languages, or a code of more than three letters");
	strcpy(b->languages[b->language_count], code);
	return 1ull << b->language_count++;
}

/* `heading: words`; the heading is a language code, or a kind of word. */
static void on_words(struct build *b, struct data_line *line, void *context)
{
	char *head = line->field[0];
	size_t len = strlen(head);

	(void)context;
	if (head[len - 1] != ':')
		die_at(line, "a line begins with a language code or a kind of word, and a colon; kinds are "
		             "abbreviations, closing, months, elisions");
	head[len - 1] = '\0';
	uint64_t bits = strcmp(head, "abbreviations") == 0 ? WORD_ABBREVIATION
	                : strcmp(head, "closing") == 0     ? WORD_ABBREVIATION | WORD_CLOSING
	                : strcmp(head, "months") == 0      ? WORD_MONTH
	                : strcmp(head, "elisions") == 0    ? WORD_ELISION
	                                                   : language_bit(b, line, head);
	for (size_t i = 1; i < line->count; i++)
		add_word(b, line->field[i], bits);
}

void build_words(struct build *b)
{
	const struct text_word *words;

	read_data(b, "language/frequent-words.txt", on_words, NULL);
	read_data(b, "language/sentence-words.txt", on_words, NULL);
	words = b->words.ptr;
	b->word_table_size = 1024;
	while (b->word_table_size < 3 * b->words.len)
		b->word_table_size *= 2;
	b->word_table = calloc(b->word_table_size, sizeof *b->word_table);
	if (!b->word_table)
		die("out of memory");
	for (size_t i = 0; i < b->words.len; i++) {
		const char *p = (const char *)b->pool.ptr + words[i].text;
		uint32_t at = text_word_slot((str){p + 1, (unsigned char)*p}, b->word_table_size);
		while (b->word_table[at].text)
			at = (at + 1) & (uint32_t)(b->word_table_size - 1);
		b->word_table[at] = words[i];
	}
}

/* ---- output ----------------------------------------------------------------------------------------- */

static void write_u16(FILE *out, const char *name, const uint16_t *value, size_t count)
{
	fprintf(out, "const uint16_t %s[%zu] = {", name, count ? count : 1);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "%s%u,", i % 24 ? "" : "\n", value[i]);
	fputs("\n};\n\n", out);
}

static void write_pool(FILE *out, const struct build *b)
{
	const unsigned char *p = b->pool.ptr;

	fprintf(out, "const char text_pool[%zu] = {", b->pool.len);
	for (size_t i = 0; i < b->pool.len; i++)
		fprintf(out, "%s%d,", i % 32 ? "" : "\n", p[i] < 128 ? p[i] : p[i] - 256);
	fputs("\n};\n\n", out);
}

static void write_classes(FILE *out, const struct build *b)
{
	const struct text_class *c = b->classes.ptr;

	fprintf(out, "const struct text_class text_classes[%zu] = {\n", b->classes.len);
	for (size_t i = 0; i < b->classes.len; i++)
		fprintf(out, "{%u,%u,%u,%u,%u,%d},%s", c[i].latin, c[i].fold, c[i].known, c[i].flags, c[i].script,
		        c[i].digit, i % 6 == 5 ? "\n" : "");
	fputs("\n};\n\n", out);
}

static void write_index(FILE *out, const struct build *b, size_t set, uint16_t *first, uint16_t *last)
{
	const struct text_rule *rule = b->set[set].rule.ptr;
	const uint16_t *patterns = b->patterns.ptr;
	size_t count = b->set[set].rule.len, at = 0;

	*first = patterns[rule[0].pattern];
	*last = patterns[rule[count - 1].pattern];
	fprintf(out, "static const uint16_t index_%zu[] = {", set);
	for (unsigned c = *first; c <= (unsigned)*last + 1; c++) {
		while (at < count && patterns[rule[at].pattern] < c)
			at++;
		fprintf(out, "%zu,", at);
	}
	fputs("};\n", out);
}

static void write_rules(FILE *out, const struct build *b)
{
	uint16_t first[RULES_COUNT], last[RULES_COUNT];
	const uint16_t *patterns = b->patterns.ptr;

	for (size_t i = 0; i < RULES_COUNT; i++) {
		const struct text_rule *rule = b->set[i].rule.ptr;
		const uint16_t *vowel = b->set[i].vowels.ptr;
		fprintf(out, "static const struct text_rule rules_%zu[] = {\n", i);
		for (size_t j = 0; j < b->set[i].rule.len; j++)
			fprintf(out, "{%u,%u,%u,%u,{%u,%u}},%s", rule[j].pattern,
			        rule[j].len > 1 ? patterns[rule[j].pattern + 1] : 0, rule[j].len, rule[j].context,
			        rule[j].latin[0], rule[j].latin[1], j % 8 == 7 ? "\n" : "");
		fprintf(out, "\n};\nstatic const uint16_t vowels_%zu[] = {", i);
		for (size_t j = 0; j < b->set[i].vowels.len; j++)
			fprintf(out, "%u,", vowel[j]);
		fputs("0};\n", out);
		write_index(out, b, i, &first[i], &last[i]);
	}
	fprintf(out, "const struct text_rules text_rulesets[%d] = {\n", RULES_COUNT);
	for (size_t i = 0; i < RULES_COUNT; i++) {
		const struct ruleset_build *set = &b->set[i];
		fprintf(out, "{\"%s\",rules_%zu,index_%zu,vowels_%zu,%u,%u,%zu,%u,%u,%u,%d,%u,%lluu},\n", set->langs, i,
		        i, i, first[i], last[i], set->vowels.len, set->virama, set->script, set->schwa, set->inherent,
		        set->shown_by_least, (unsigned long long)set->shown_by);
	}
	fputs("};\n\n", out);
}

static void write_signs(FILE *out, const struct build *b)
{
	uint8_t first[SIGN_PAIRS] = {0};

	fprintf(out, "const struct text_sign text_signs[%d] = {\n", TEXT_SIGNS + 1);
	for (size_t i = 0; i < b->sign_count; i++) {
		const struct text_sign *sign = &b->sign[i];
		uint8_t *at = &first[text_sign_pair(text_sign_pair(0, sign->letters[0]), sign->letters[1])];
		*at = *at ? *at : (uint8_t)(i + 1);
		fprintf(out, "{\"%s\",%d,%u},\n", sign->letters, sign->begins, sign->ruleset);
	}
	fprintf(out, "};\n\nconst uint8_t text_sign_first[%d] = {", SIGN_PAIRS);
	for (size_t i = 0; i < SIGN_PAIRS; i++)
		fprintf(out, "%s%u,", i % 32 ? "" : "\n", first[i]);
	fputs("\n};\n\n", out);
}

static void write_lists(FILE *out, const struct build *b)
{
	const struct text_composition *c = b->compositions.ptr;
	const struct text_reading_entry *e = b->entries.ptr;

	fprintf(out,
	        "const size_t text_composition_count = %zu;\nconst struct text_composition text_compositions[] = {\n",
	        b->compositions.len);
	for (size_t i = 0; i < b->compositions.len; i++)
		fprintf(out, "{%u,%u,%u},\n", c[i].base, c[i].mark, c[i].composed);
	fprintf(out, "};\n\nconst size_t text_entry_count = %zu;\nconst struct text_reading_entry text_entries[] = {\n",
	        b->entries.len);
	for (size_t i = 0; i < b->entries.len; i++)
		fprintf(out, "{%u,%u,%u,%u},\n", e[i].key, e[i].len, e[i].kind, e[i].latin);
	fprintf(out, "};\n\nconst size_t text_word_size = %zu;\nconst struct text_word text_words[] = {\n",
	        b->word_table_size);
	for (size_t i = 0; i < b->word_table_size; i++)
		fprintf(out, "{%lluu,%u},%s", (unsigned long long)b->word_table[i].langs, b->word_table[i].text,
		        i % 8 == 7 ? "\n" : "");
	fprintf(out, "};\n\nconst size_t text_language_count = %zu;\nconst char *const text_languages[] = {\n",
	        b->language_count);
	for (size_t i = 0; i < b->language_count; i++)
		fprintf(out, "\"%s\",", b->languages[i]);
	fputs("\n};\n", out);
}

void write_tables(struct build *b, FILE *out)
{
	fputs(
	    "/* Written by gen_translit from data/translit, data/language and ICU. */\n#include \"text/tables.h\"\n\n",
	    out);
	write_u16(out, "text_pages", b->pages, PAGE_COUNT);
	write_u16(out, "text_cells", b->cells.ptr, b->cells.len);
	write_u16(out, "text_patterns", b->patterns.ptr, b->patterns.len);
	write_u16(out, "text_han_cantonese", b->cantonese, HAN_COUNT);
	write_u16(out, "text_han_japanese", b->japanese, HAN_COUNT);
	write_u16(out, "text_han_korean", b->korean, HAN_COUNT);
	write_u16(out, "text_han_simplified", b->simplified, HAN_COUNT);
	write_pool(out, b);
	write_classes(out, b);
	write_rules(out, b);
	uint16_t none = 0;
	grow_add(&b->second, &none);
	write_u16(out, "text_second_letters", b->second.ptr, b->second.len);
	write_signs(out, b);
	write_lists(out, b);
}
