/* Writes the tables of src/text: `gen_translit DATA OUT.c`.
 *
 * Reads the rule files and word lists under DATA and asks ICU for what Unicode knows: properties, compatibility
 * forms, Mandarin readings, spellings of scripts without a rule file. The result is C source with const arrays
 * (src/text/tables.h says what they mean). ICU is needed here only; the library does not link it. */
#include "translit.h"

#include <stdarg.h>
#include <stdlib.h>
#include <unicode/ustring.h>

void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("gen_translit: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

void die_at(const struct data_line *line, const char *why)
{
	die("%s:%u: %s", line->file, line->number, why);
}

size_t grow_add(struct grow *g, const void *item)
{
	if (g->len == g->cap) {
		g->cap = g->cap ? 2 * g->cap : 64;
		g->ptr = realloc(g->ptr, g->cap * g->item);
		if (!g->ptr)
			die("out of memory");
	}
	memcpy((char *)g->ptr + g->len * g->item, item, g->item);
	return g->len++;
}

/* ---- the pool --------------------------------------------------------------------------------------- */

static void index_pool(struct build *b, uint32_t offset)
{
	uint32_t *slots = b->pool_index.ptr;
	const char *p = (const char *)b->pool.ptr + offset;
	uint32_t at = text_word_slot((str){p + 1, (unsigned char)*p}, b->pool_index.cap);

	while (slots[at])
		at = (at + 1) & (uint32_t)(b->pool_index.cap - 1);
	slots[at] = offset;
}

static void grow_pool_index(struct build *b)
{
	uint32_t *old = b->pool_index.ptr;
	size_t old_cap = b->pool_index.cap;

	b->pool_index.cap = old_cap ? 2 * old_cap : 4096;
	b->pool_index.ptr = calloc(b->pool_index.cap, sizeof *old);
	if (!b->pool_index.ptr)
		die("out of memory");
	for (size_t i = 0; i < old_cap; i++)
		if (old[i])
			index_pool(b, old[i]);
	free(old);
}

uint32_t pool_add(struct build *b, const char *text, size_t len)
{
	if (2 * b->pool_strings >= b->pool_index.cap)
		grow_pool_index(b);
	if (len > 255)
		die("a spelling is longer than 255 bytes: %.40s…", text);
	const uint32_t *slots = b->pool_index.ptr;
	uint32_t at = text_word_slot((str){text, len}, b->pool_index.cap);
	for (; slots[at]; at = (at + 1) & (uint32_t)(b->pool_index.cap - 1)) {
		const char *p = (const char *)b->pool.ptr + slots[at];
		if ((unsigned char)*p == len && memcmp(p + 1, text, len) == 0)
			return slots[at];
	}
	char length = (char)(unsigned char)len;
	uint32_t offset = (uint32_t)grow_add(&b->pool, &length);
	for (size_t i = 0; i < len; i++)
		grow_add(&b->pool, text + i);
	b->pool_strings++;
	index_pool(b, offset);
	return offset;
}

/* ---- data files ------------------------------------------------------------------------------------- */

size_t to_codepoints(const struct data_line *line, const char *text, uint16_t *out, size_t cap)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;

	u_strFromUTF8(out, (int32_t)cap, &n, text, -1, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
		die_at(line, "this is too long");
	if (U_FAILURE(status))
		die_at(line, "this is not UTF-8");
	for (int32_t i = 0; i < n; i++)
		if (U16_IS_SURROGATE(out[i]))
			die_at(line, "a character is outside the basic plane");
	return (size_t)n;
}

static size_t split_fields(char *text, char **field, size_t cap)
{
	size_t n = 0;

	for (char *p = strtok(text, " \t\r\n"); p; p = strtok(NULL, " \t\r\n")) {
		if (*p == '#')
			break;
		if (n == cap)
			return cap + 1;
		field[n++] = p;
	}
	return n;
}

void read_data(struct build *b, const char *name, void (*on_line)(struct build *, struct data_line *, void *),
               void *context)
{
	char path[4096];
	char *text = NULL;
	size_t cap = 0;
	struct data_line line = {.file = path};

	snprintf(path, sizeof path, "%s/%s", b->data, name);
	FILE *in = fopen(path, "r");
	if (!in)
		die("cannot open %s", path);
	while (getline(&text, &cap, in) >= 0) {
		line.number++;
		line.count = split_fields(text, line.field, sizeof line.field / sizeof *line.field);
		if (line.count > sizeof line.field / sizeof *line.field)
			die_at(&line, "more than 80 fields: begin a new line");
		if (line.count)
			on_line(b, &line, context);
	}
	free(text);
	fclose(in);
}

static void init(struct build *b, const char *data)
{
	char none = (char)0xFF;

	b->data = data;
	b->pool.item = 1;
	b->patterns.item = sizeof(uint16_t);
	b->classes.item = sizeof(struct text_class);
	b->cells.item = sizeof(uint16_t);
	b->letters.item = sizeof(struct letter_spelling);
	b->compositions.item = sizeof(struct text_composition);
	b->entries.item = sizeof(struct text_reading_entry);
	b->words.item = sizeof(struct text_word);
	b->second.item = sizeof(uint16_t);
	for (size_t i = 0; i < RULES_COUNT; i++) {
		b->set[i].rule.item = sizeof(struct text_rule);
		b->set[i].vowels.item = b->set[i].signs.item = b->set[i].finals.item = b->set[i].medials.item =
		    b->set[i].letters.item = sizeof(uint16_t);
	}
	grow_add(&b->pool, &none);
	if (pool_add(b, "", 0) != POOL_EMPTY)
		die("the empty string is not where tables.h says");
}

int main(int argc, char **argv)
{
	static struct build build;

	if (argc != 3)
		die("usage: gen_translit DATA OUT.c");
	init(&build, argv[1]);
	build_han(&build);
	build_rules(&build);
	build_classes(&build);
	build_simplified(&build);
	build_words(&build);
	FILE *out = fopen(argv[2], "w");
	if (!out)
		die("cannot write %s", argv[2]);
	write_tables(&build, out);
	if (fclose(out) != 0)
		die("cannot write %s", argv[2]);
	return 0;
}
