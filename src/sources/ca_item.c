/* Items of Canadian regulations.
 *
 * An item is one sentence. Behind the name stand groups in brackets, round or square: other names after a phrase,
 * the date of birth after "born", an acronym, a translation in quotes. A group that is none of these is part of
 * the name ("Alfa-Bank ZAO (Belarus)"). Other names are separated by commas outside of brackets. */
#include "sources/ca_item.h"

struct phrase {
	str words;
	enum model_property kind;
	bool several; /* the list may end in "and" */
};

/* Longer phrases first where one begins another. */
static const struct phrase phrases[] = {
    {STR("also known among other names as "), PROP_ALIAS, true},
    {STR("also known among others as "), PROP_ALIAS, true},
    {STR("also known as "), PROP_ALIAS, false},
    {STR("a.k.a. "), PROP_ALIAS, false},
    {STR("alias "), PROP_ALIAS, false},
    {STR("formerly known as "), PROP_PREVIOUS_NAME, false},
    {STR("formerly "), PROP_PREVIOUS_NAME, false},
    {STR("anciennement "), PROP_PREVIOUS_NAME, false},
};

static str strip_quotes(str s)
{
	static const char *const marks[] = {"\"", "\u201c", "\u201d", "\u00ab", "\u00bb", "\u201e"};

	for (bool found = true; found;) {
		found = false;
		s = str_trim(s);
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			str mark = str_from(marks[i]);
			if (str_starts(s, mark)) {
				s = str_slice(s, mark.len, s.len);
				found = true;
			}
			if (str_ends(s, mark)) {
				s = str_slice(s, 0, s.len - mark.len);
				found = true;
			}
		}
	}
	return s;
}

static bool is_quoted(str s)
{
	return strip_quotes(s).len < str_trim(s).len;
}

/* "AGAI", "MS-13", "IRGC-QF", "JeM": one word, mostly capitals. */
static bool is_acronym(str s)
{
	size_t capitals = 0, small = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == ' ')
			return false;
		capitals += c >= 'A' && c <= 'Z';
		small += c >= 'a' && c <= 'z';
	}
	return s.len <= 12 && capitals >= 2 && small <= capitals;
}

static void add(struct ca_item *out, enum model_property kind, str name)
{
	name = strip_quotes(name);
	out->overflow |= name.len && out->count == CA_NAMES_MAX;
	if (name.len && out->count < CA_NAMES_MAX)
		out->names[out->count++] = (struct ca_name){kind, name};
}

/* The end of the group that opens at `at`: behind its bracket; the end of the text where nothing closes it. */
static size_t group_end(str s, size_t at)
{
	int depth = 0;

	for (size_t i = at; i < s.len; i++) {
		depth += s.ptr[i] == '(' || s.ptr[i] == '[';
		depth -= s.ptr[i] == ')' || s.ptr[i] == ']';
		if (depth == 0)
			return i + 1;
	}
	return s.len;
}

static str group_inside(str group)
{
	char last = group.len ? group.ptr[group.len - 1] : '\0';

	return str_trim(str_slice(group, 1, group.len - (last == ')' || last == ']')));
}

static size_t find_bracket(str s, size_t from)
{
	for (size_t i = from; i < s.len; i++)
		if (s.ptr[i] == '(' || s.ptr[i] == '[')
			return i;
	return SIZE_MAX;
}

/* "Al Jihad (AJ)", "Saraya Al-Quds (The Jerusalem Brigades)": a name and what stands for it. */
static void add_with_groups(struct ca_item *out, enum model_property kind, str name)
{
	size_t at = find_bracket(name, 0), end = at == SIZE_MAX ? 0 : group_end(name, at);

	if (at == SIZE_MAX || at == 0 || str_trim(str_slice(name, end, name.len)).len) {
		add(out, kind, name);
		return;
	}
	str inside = group_inside(str_slice(name, at, end));
	add(out, kind, str_slice(name, 0, at));
	add(out, is_acronym(inside) ? PROP_ABBREVIATION : kind, inside);
}

/* Where the names of the last piece part: at "and". Names contain it too ("Basque Fatherland and Liberty and Basque
 * Homeland and Freedom"): the middle one of three parts two names alike. */
static size_t find_and(str s, size_t *end)
{
	enum { ANDS_MAX = 8 };
	size_t at[ANDS_MAX], behind[ANDS_MAX], count = 0;
	int depth = 0;

	for (size_t i = 0; i < s.len && count < ANDS_MAX; i++) {
		depth += s.ptr[i] == '(' || s.ptr[i] == '[';
		depth -= s.ptr[i] == ')' || s.ptr[i] == ']';
		str here = str_slice(s, i, s.len);
		size_t len = depth ? 0 : str_starts(here, STR(" and ")) ? 5 : str_starts(here, STR(" et ")) ? 4 : 0;
		if (len) {
			at[count] = i;
			behind[count++] = i + len;
		}
	}
	if (count == 0)
		return SIZE_MAX;
	*end = behind[(count - 1) / 2];
	return at[(count - 1) / 2];
}

static str strip_and(str s)
{
	s = str_trim(s);
	if (str_starts(s, STR("and ")))
		return str_slice(s, 4, s.len);
	return str_starts(s, STR("et ")) ? str_slice(s, 3, s.len) : s;
}

static void add_last(struct ca_item *out, enum model_property kind, str piece, bool several)
{
	size_t end = 0, cut = SIZE_MAX;
	str bare = strip_and(piece);

	if (several && bare.len == str_trim(piece).len)
		cut = find_and(bare, &end);
	if (cut == SIZE_MAX) {
		add_with_groups(out, kind, bare);
		return;
	}
	add_with_groups(out, kind, str_slice(bare, 0, cut));
	add_with_groups(out, kind, str_slice(bare, end, bare.len));
}

void ca_item_add_list(struct ca_item *out, enum model_property kind, str list, bool several)
{
	int depth = 0;
	size_t from = 0;

	for (size_t i = 0; i < list.len; i++) {
		char c = list.ptr[i];
		depth += c == '(' || c == '[';
		depth -= c == ')' || c == ']';
		bool number = i && i + 1 < list.len && list.ptr[i + 1] != ' ';
		if (c != ',' || depth > 0 || number)
			continue;
		add_with_groups(out, kind, str_slice(list, from, i));
		from = i + 1;
	}
	add_last(out, kind, str_slice(list, from, list.len), several);
}

/* "connu(e)(s) notamment sous le(s) nom(s) suivant(s) : " and "… sous le nom de ". */
static size_t french_phrase(str s, bool *several)
{
	static const char *const ends[] = {" suivants : ", " suivant : ", "nom de ", "nom d\u2019"};
	size_t names = str_starts(s, STR("connu")) ? str_find(s, STR("sous le"), 0) : SIZE_MAX;

	for (size_t i = 0; names != SIZE_MAX && i < sizeof ends / sizeof *ends; i++) {
		size_t at = str_find(s, str_from(ends[i]), names);
		if (at != SIZE_MAX && at < names + 40) {
			*several = i == 0;
			return at + strlen(ends[i]);
		}
	}
	return 0;
}

/* Takes no-break spaces for blanks, so that phrases are found; French puts them before colons. */
static str plain_blanks(str s, struct arena *arena)
{
	str copy = arena_copy(arena, s);
	char *p = copy.ptr ? (char *)(uintptr_t)copy.ptr : NULL;
	size_t n = 0;

	for (size_t i = 0; i < copy.len; i++) {
		bool nbsp = (unsigned char)p[i] == 0xc2 && i + 1 < copy.len && (unsigned char)p[i + 1] == 0xa0;
		bool blank = nbsp || memchr("\t\r\n", p[i], 3) != NULL;
		p[n++] = blank ? ' ' : p[i];
		i += nbsp;
	}
	return (str){p, n};
}

static bool take_born(struct ca_item *out, str inside)
{
	static const char *const words[] = {"born on ",    "born in ",     "born ",      "n\u00e9e le ",
	                                    "n\u00e9 le ", "n\u00e9e en ", "n\u00e9 en "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(inside, str_from(words[i]))) {
			out->born = str_slice(inside, strlen(words[i]), inside.len);
			return true;
		}
	return false;
}

/* "Hamas (Harakat Al-Muqawama Al-Islamiya)": the group is a name of its own; one word may be a place. */
static bool is_translation(str inside)
{
	bool capital = inside.len && inside.ptr[0] >= 'A' && inside.ptr[0] <= 'Z';

	return capital && str_find_char(inside, ' ', 0) != SIZE_MAX;
}

/* "Alp Company (PJS)" has an acronym, "Techno Brain (PTY) Limited" has not: the name goes on behind it. */
static bool ends_name(str behind)
{
	behind = str_trim(behind);
	return behind.len == 0 || memchr("([,", behind.ptr[0], 3) != NULL;
}

/* Reads a group; false when it is part of the name. `before` is the name up to it, `behind` what follows. */
static bool take_group(struct ca_item *out, str before, str inside, str behind)
{
	bool several = false;
	size_t french = french_phrase(inside, &several);

	if (french) {
		ca_item_add_list(out, PROP_ALIAS, str_slice(inside, french, inside.len), several);
		return true;
	}
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (str_starts(inside, phrases[i].words)) {
			ca_item_add_list(out, phrases[i].kind, str_slice(inside, phrases[i].words.len, inside.len),
			                 phrases[i].several);
			return true;
		}
	if (take_born(out, inside))
		return true;
	if (!ends_name(behind))
		return false;
	if (is_acronym(inside))
		add(out, PROP_ABBREVIATION, inside);
	else if (is_quoted(inside))
		add(out, PROP_ALIAS, inside);
	else if (is_translation(inside)) {
		add(out, PROP_ALIAS, before);
		add(out, PROP_ALIAS, inside);
		return false;
	} else
		return false;
	return true;
}

static bool take_repeal(struct ca_item *out, str text)
{
	static const char *const words[] = {"[Repealed, ", "[Abrog\u00e9, ", "[Abrog\u00e9e, "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(text, str_from(words[i]))) {
			out->repealed =
			    str_trim(str_slice(text, strlen(words[i]), text.len - (text.ptr[text.len - 1] == ']')));
			return true;
		}
	return false;
}

/* The end of the name with the groups that belong to it; what is left begins with a group that was read. */
bool ca_item_read(struct ca_item *out, str text, struct arena *arena)
{
	size_t name_end = SIZE_MAX, last = 0;

	*out = (struct ca_item){.count = 0};
	text = str_trim(plain_blanks(text, arena));
	if (text.len && take_repeal(out, text))
		return true;
	for (size_t at = 0; (at = find_bracket(text, at)) != SIZE_MAX;) {
		size_t end = group_end(text, at);
		if (at && take_group(out, str_slice(text, 0, at), group_inside(str_slice(text, at, end)),
		                     str_slice(text, end, text.len))) {
			if (name_end == SIZE_MAX)
				name_end = at;
			last = end;
		}
		at = end;
	}
	out->name = strip_quotes(str_slice(text, 0, name_end));
	out->rest = str_trim(str_slice(text, last ? last : text.len, text.len));
	return out->name.len > 0;
}
