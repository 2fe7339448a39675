/* Readings of Han characters and Hangul syllables: data/translit/han-*.txt, japanese-names.txt, korean-names.txt. */
#include "translit.h"

#include <stdlib.h>

struct reading_file {
	uint16_t *table; /* HAN_COUNT entries */
	bool hangul;     /* the reading is a Hangul syllable, kept as a code point */
};

/* `reading characters`: fills one table. */
static void on_reading(struct build *b, struct data_line *line, void *context)
{
	const struct reading_file *file = context;
	uint16_t letters[2048], syllable[2];

	if (line->count != 2)
		die_at(line, "a line is: reading, characters");
	uint32_t value = 0;
	if (file->hangul)
		value = to_codepoints(line, line->field[0], syllable, 2) ? syllable[0] : 0;
	else
		value = pool_add(b, line->field[0], strlen(line->field[0]));
	if (value > UINT16_MAX)
		die_at(line, "pool offsets of readings no longer fit 16 bits");
	size_t n = to_codepoints(line, line->field[1], letters, 2048);
	for (size_t i = 0; i < n; i++) {
		if (letters[i] < HAN_FIRST || letters[i] > HAN_LAST)
			die_at(line, "a character is outside U+4E00..U+9FFF");
		file->table[letters[i] - HAN_FIRST] = (uint16_t)value;
	}
}

static const char *const kinds[] = {
    [ENTRY_JAPANESE] = "japanese",
    [ENTRY_KOREAN_SURNAME] = "surname",
    [ENTRY_KOREAN_OLD] = "old-surname",
    [ENTRY_KOREAN_GIVEN] = "given",
    [ENTRY_HANJA_SURNAME] = "hanja-surname",
    [ENTRY_CANTONESE_SURNAME] = "cantonese-surname",
    [ENTRY_MANDARIN_SURNAME] = "mandarin-surname",
    [ENTRY_JAPANESE_KUN] = "kun",
    [ENTRY_JAPANESE_NANORI] = "nanori",
    [ENTRY_JAPANESE_ENDING] = "ending",
};

static void add_entry(struct build *b, const struct data_line *line, size_t kind, const char *key, const char *latin)
{
	uint16_t letters[ENTRY_MAX];
	size_t n = to_codepoints(line, key, letters, ENTRY_MAX);
	struct text_reading_entry entry = {
	    .key = (uint16_t)b->patterns.len,
	    .len = (uint8_t)n,
	    .kind = (uint8_t)kind,
	    .latin = pool_add(b, latin, strlen(latin)),
	};

	for (size_t i = 0; i < n; i++)
		grow_add(&b->patterns, &letters[i]);
	if (b->patterns.len > UINT16_MAX)
		die_at(line, "the patterns no longer fit 16-bit offsets");
	grow_add(&b->entries, &entry);
}

/* `kind key spelling` */
static void on_entry(struct build *b, struct data_line *line, void *context)
{
	(void)context;
	for (size_t i = 0; line->count == 3 && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(line->field[0], kinds[i]) == 0) {
			add_entry(b, line, i, line->field[1], line->field[2]);
			return;
		}
	}
	die_at(line, "a line is: kind, characters, spelling; known kinds are in data/translit/README.md");
}

static void on_japanese(struct build *b, struct data_line *line, void *context)
{
	(void)context;
	if (line->count < 2)
		die_at(line, "a line is: reading, words");
	for (size_t i = 1; i < line->count; i++)
		add_entry(b, line, ENTRY_JAPANESE, line->field[i], line->field[0]);
}

/* `kun reading characters`, `nanori reading characters` or `ending reading words` */
static void on_given(struct build *b, struct data_line *line, void *context)
{
	size_t kind = ENTRY_JAPANESE_KUN;

	(void)context;
	while (kind < ENTRY_JAPANESE_ENDING && strcmp(line->field[0], kinds[kind]) != 0)
		kind++;
	bool words = kind == ENTRY_JAPANESE_ENDING;
	if (line->count < 3 || (!words && line->count > 3) || strcmp(line->field[0], kinds[kind]) != 0)
		die_at(line, "a line is: kun or nanori, reading, characters; or: ending, reading, words");
	for (size_t i = 2; words && i < line->count; i++)
		add_entry(b, line, kind, line->field[i], line->field[1]);
	for (const char *at = line->field[2]; !words && strlen(at) >= 3; at += 3)
		add_entry(b, line, kind, (char[4]){at[0], at[1], at[2]}, line->field[1]);
}

static const uint16_t *sort_patterns;

static int by_key(const void *left, const void *right)
{
	const struct text_reading_entry *a = left, *b = right;
	int order = (int)a->kind - (int)b->kind;

	if (order == 0)
		order = (int)sort_patterns[a->key] - (int)sort_patterns[b->key];
	if (order == 0)
		order = (int)b->len - (int)a->len;
	return order ? order : (int)a->key - (int)b->key;
}

void build_han(struct build *b)
{
	read_data(b, "translit/han-cantonese.txt", on_reading, &(struct reading_file){b->cantonese, false});
	read_data(b, "translit/han-japanese-on.txt", on_reading, &(struct reading_file){b->japanese, false});
	read_data(b, "translit/han-korean.txt", on_reading, &(struct reading_file){b->korean, true});
	read_data(b, "translit/korean-names.txt", on_entry, NULL);
	read_data(b, "translit/han-surnames.txt", on_entry, NULL);
	read_data(b, "translit/japanese-names.txt", on_japanese, NULL);
	read_data(b, "translit/han-japanese-given.txt", on_given, NULL);
	sort_patterns = b->patterns.ptr;
	qsort(b->entries.ptr, b->entries.len, b->entries.item, by_key);
}
