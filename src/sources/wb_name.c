/* Names of the World Bank's list.
 *
 * A name and the note beside it hold footnotes ("*479"), other names after a phrase ("a.k.a.", "F/K/A", "formerly known
 * as"), the name in its own script in brackets, and registration numbers. */
#include "sources/wb_name.h"

struct phrase {
	const char *words;
	enum model_property kind;
};

/* Longer phrases first where one contains another. */
static const struct phrase phrases[] = {
    {"formerly known as", PROP_PREVIOUS_NAME},
    {"formerly", PROP_PREVIOUS_NAME},
    {"f/k/a", PROP_PREVIOUS_NAME},
    {"f.k.a.", PROP_PREVIOUS_NAME},
    {"fka", PROP_PREVIOUS_NAME},
    {"also known as", PROP_ALIAS},
    {"a/k/a", PROP_ALIAS},
    {"a.k.a.", PROP_ALIAS},
    {"aka", PROP_ALIAS},
    {"also d.b.a.", PROP_ALIAS},
    {"d/b/a", PROP_ALIAS},
    {"d.b.a.", PROP_ALIAS},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || (unsigned char)c >= 0x80;
}

/* A copy without footnotes: "*479", "* 30". */
static str without_footnotes(str s, struct arena *arena)
{
	str copy = arena_copy(arena, s);
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;
	size_t n = 0;

	for (size_t i = 0; i < copy.len; i++) {
		size_t k = i + 1;
		while (p[i] == '*' && k < copy.len && p[k] == ' ')
			k++;
		if (p[i] != '*' || k >= copy.len || !is_digit(p[k])) {
			p[n++] = p[i];
			continue;
		}
		while (k < copy.len && is_digit(p[k]))
			k++;
		i = k - 1;
	}
	return str_trim((str){p, n});
}

/* The first phrase at or after `from`, as a word of its own; NULL when there is none. */
static const struct phrase *find_phrase(str s, size_t from, size_t *at, size_t *end)
{
	for (size_t i = from; i < s.len; i++) {
		if (i && is_word(s.ptr[i - 1]))
			continue;
		for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
			str words = str_from(phrases[k].words);
			size_t behind = i + words.len;
			if (!str_equal_nocase(str_slice(s, i, behind), words) || behind >= s.len ||
			    is_word(s.ptr[behind]))
				continue;
			*at = i;
			*end = behind;
			return &phrases[k];
		}
	}
	return NULL;
}

/* Commas, brackets and the like that stand around a name. A bracket that belongs to it stays. */
static str strip(str s)
{
	for (size_t before = s.len + 1; before != s.len;) {
		before = s.len;
		s = str_trim(s);
		if (s.len && memchr(",;:-", s.ptr[0], 4))
			s = str_slice(s, 1, s.len);
		if (s.len && memchr(",;:-", s.ptr[s.len - 1], 4))
			s = str_slice(s, 0, s.len - 1);
		if (str_ends(s, STR("(")))
			s = str_slice(s, 0, s.len - 1);
		if (str_ends(s, STR(")")) && str_find_char(s, '(', 0) == SIZE_MAX)
			s = str_slice(s, 0, s.len - 1);
		if (str_starts(s, STR("(")) && str_find_char(s, ')', 0) == SIZE_MAX)
			s = str_slice(s, 1, s.len);
	}
	return s;
}

static void add(struct wb_names *out, enum model_property kind, str name)
{
	name = strip(name);
	while (str_starts(name, STR("M/S")))
		name = strip(str_slice(name, str_starts(name, STR("M/S.")) ? 4 : 3, name.len));
	if (name.len && out->count < WB_NAMES_MAX) {
		out->list[out->count].kind = kind;
		out->list[out->count++].name = name;
	}
}

void wb_names_add(struct wb_names *out, enum model_property kind, str text, struct arena *arena)
{
	str s = without_footnotes(text, arena);
	size_t at, end, from = 0;

	if (find_phrase(s, 0, &at, &end) && at == 0) /* "AKA COMPEQ": the word is the name */
		from = end;
	for (size_t begin = 0;;) {
		const struct phrase *next = find_phrase(s, from, &at, &end);
		add(out, kind, str_slice(s, begin, next ? at : s.len));
		if (!next)
			return;
		kind = next->kind;
		begin = from = end;
	}
}

/* "(江苏中天科技股份有限公司)": the brackets may be those of the script. */
static bool in_own_script(str inside)
{
	return inside.len && (unsigned char)inside.ptr[0] >= 0xd0;
}

void wb_names_add_note(struct wb_names *out, str note, struct arena *arena)
{
	static const char wide_open[] = "\uff08", wide_close[] = "\uff09";
	str s = without_footnotes(note, arena);
	size_t at, end;

	for (size_t i = 0; i < s.len; i++) {
		bool wide = str_starts(str_slice(s, i, s.len), str_from(wide_open));
		if (!wide && s.ptr[i] != '(')
			continue;
		size_t begin = i + (wide ? 3 : 1);
		size_t close = wide ? str_find(s, str_from(wide_close), begin) : str_find_char(s, ')', begin);
		str inside = str_trim(str_slice(s, begin, close));
		if (in_own_script(inside) && find_phrase(inside, 0, &at, &end) == NULL)
			add(out, PROP_ALIAS, inside);
	}
	const struct phrase *first = find_phrase(s, 0, &at, &end);
	if (first)
		wb_names_add(out, first->kind, str_slice(s, end, s.len), arena);
}

str wb_registration(str note)
{
	static const char *const marks[] = {"Reg. No.:", "Reg. No:",       "Reg. No.",
	                                    "Reg.No.:",  "Registration #", "Registration No."};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(note, str_from(marks[i]), 0);
		if (at == SIZE_MAX)
			continue;
		str rest = str_trim(str_slice(note, at + strlen(marks[i]), note.len));
		size_t n = 0;
		while (n < rest.len && !memchr("() *;,", rest.ptr[n], 6))
			n++;
		return str_slice(rest, 0, n);
	}
	return (str){NULL, 0};
}
