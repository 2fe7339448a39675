/* Parses a published name into forms, one for each way to read its script.
 *
 *   Han without kana        Mandarin, Wade-Giles (alternative), Japanese in two readings, Korean, Cantonese
 *   Cyrillic                default and alternative romanisation; Mandarin, Japanese, Korean where the syllables are
 *   Latin                   one; Wade-Giles with a hyphen as pinyin, too
 *   Hangul                  revised romanisation, McCune-Reischauer (alternative), as the press spells persons
 *   any other               default and alternative romanisation
 *
 * Forms with the same tokens are given once. */
#include "names/parse.h"

static const enum text_reading han_readings[] = {READING_DEFAULT,    READING_MANDARIN,       READING_KOREAN,
                                                 READING_JAPANESE,   READING_JAPANESE_OTHER, READING_CANTONESE,
                                                 READING_ALTERNATIVE};
static const enum text_reading usual_readings[] = {READING_DEFAULT, READING_ALTERNATIVE};
static const enum text_reading kana_readings[] = {READING_JAPANESE, READING_JAPANESE_OTHER};
static const enum text_reading hangul_readings[] = {READING_DEFAULT, READING_ALTERNATIVE, READING_KOREAN};
static const enum text_reading latin_readings[] = {READING_DEFAULT, READING_MANDARIN};
static const enum text_reading cyrillic_readings[] = {READING_DEFAULT, READING_ALTERNATIVE, READING_MANDARIN,
                                                      READING_JAPANESE, READING_KOREAN};

static bool is_telling(uint8_t part)
{
	return part == PART_PLAIN || part == PART_ACRONYM || part == PART_PATRONYMIC || part == PART_GENERIC ||
	       part == PART_NUMBER || part == PART_INITIAL;
}

/* A name of nothing but titles, particles, legal forms ("The Who", "Al", "SA") is made of plain words. Looks at what
 * is left after the cut to NAME_TOKENS_MAX. */
static void ensure_telling(struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (is_telling(form->token[i].part))
			return;
	for (size_t i = 0; i < form->count; i++) {
		form->token[i].part = PART_PLAIN;
		form->token[i].class = 0;
	}
}

static void parse_parts(struct parser *p)
{
	enum name_kind kind = p->kind;

	parse_cut(p);
	parse_spelt_letters(p);
	if (kind != NAME_PERSON)
		parse_letters(p);
	else
		parse_apostrophes(p);
	parse_lookup(p);
	if (kind == NAME_ANY)
		p->kind = parse_guess_kind(p);
	if (p->kind == NAME_PERSON)
		parse_person(p);
	else
		parse_organization(p);
}

static void emit(const struct parser *p, struct name_form *form)
{
	size_t used = 0;

	form->kind = (uint8_t)p->kind;
	form->reading = (uint8_t)p->reading;
	form->count = 0;
	for (size_t i = 0; i < p->count && form->count < NAME_TOKENS_MAX; i++) {
		const struct piece *piece = &p->piece[i];
		if (piece->text.len > NAME_TEXT_MAX - used)
			break;
		char *text = form->text + used;
		memcpy(text, piece->text.ptr, piece->text.len);
		used += piece->text.len;
		form->token[form->count++] = (struct name_token){
		    .text = {text, piece->text.len},
		    .class = piece->class,
		    .start = piece->start,
		    .end = piece->end,
		    .part = piece->part,
		    .script = piece->script,
		    .flags = piece->flags,
		};
	}
}

static bool same_tokens(const struct name_form *a, const struct name_form *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal(a->token[i].text, b->token[i].text))
			return false;
	return true;
}

static bool is_repeated(const struct name_form *forms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (same_tokens(&forms[i], &forms[count]))
			return true;
	return false;
}

static bool has_kana(str name)
{
	while (name.len)
		if (text_script_of(utf8_next(&name)) == SCRIPT_KANA)
			return true;
	return false;
}

enum { WADE_MAX = 20 /* bytes of three syllables of at most six letters */ };

struct readings {
	const enum text_reading *list;
	size_t count;
	size_t certain; /* of these; the others where the syllables are */
};

#define READINGS(list, certain) ((struct readings){list, sizeof(list) / sizeof *(list), certain})

static struct readings pick_readings(str name, enum text_script script, enum name_kind kind)
{
	switch (script) {
	case SCRIPT_LATIN:
		if (name.len <= WADE_MAX && memchr(name.ptr, '-', name.len))
			return READINGS(latin_readings, 1);
		return (struct readings){latin_readings, 1, 1};
	case SCRIPT_CYRILLIC:
		return READINGS(cyrillic_readings, 2);
	case SCRIPT_HANGUL:
		return (struct readings){hangul_readings, kind == NAME_ORGANIZATION ? 2 : 3, 3};
	case SCRIPT_HAN:
		return has_kana(name) ? READINGS(kana_readings, 2) : READINGS(han_readings, 7);
	case SCRIPT_KANA:
		return READINGS(kana_readings, 2);
	case SCRIPT_COMMON:
		return (struct readings){usual_readings, 1, 1};
	default:
		return READINGS(usual_readings, 2);
	}
}

size_t name_parse(str name, enum name_kind kind, str lang, const struct name_rarity *rarity,
                  struct name_form forms[NAME_FORMS_MAX])
{
	struct parser p;
	enum text_script script = text_script_main(name);
	struct readings readings = pick_readings(name, script, kind);
	size_t count = 0;

	for (size_t i = 0; i < readings.count && count < NAME_FORMS_MAX; i++) {
		if (i >= readings.certain && !text_reads_as(name, script, readings.list[i]))
			continue;
		p.name = name;
		p.lang = lang;
		p.kind = kind;
		p.reading = readings.list[i];
		parse_parts(&p);
		if (p.count == 0)
			continue;
		emit(&p, &forms[count]);
		ensure_telling(&forms[count]);
		if (forms[count].count == 0 || is_repeated(forms, count))
			continue;
		name_weigh(&forms[count], rarity);
		count++;
	}
	return count;
}
