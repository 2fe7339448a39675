/* Roles of actor dictionaries: CAMEO codes, which are words of three letters or digits, and their dates.
 *
 *   [AFGGOV 331108-730717]   from a day to a day, YYMMDD or YYYYMMDD
 *   [AFGGOV >011222]         from a day on        [AFGELI <19330101]   up to a day        [AFGELI]   always */
#include "sources/actors.h"

enum { CENTURY_PIVOT = 30 };

struct word {
	const char *code, *name;
	bool office;
};

static const struct word words[] = {
    {"AGR", "agriculture", false},
    {"BUS", "business", false},
    {"COP", "police", true},
    {"CRM", "crime", false},
    {"CVL", "civilians", false},
    {"DEV", "development", false},
    {"EDU", "education", false},
    {"ELI", "elite", false},
    {"ENV", "environment", false},
    {"GOV", "government", true},
    {"HLH", "health", false},
    {"HRI", "human rights", false},
    {"IGO", "intergovernmental organization", true},
    {"IMG", "international militant group", false},
    {"INS", "insurgents", false},
    {"JUD", "judiciary", true},
    {"LAB", "labour", false},
    {"LEG", "legislature", true},
    {"MED", "media", false},
    {"MIL", "military", true},
    {"MNC", "multinational corporation", false},
    {"MOD", "moderates", false},
    {"NGM", "non-governmental movement", false},
    {"NGO", "non-governmental organization", false},
    {"OPP", "opposition", false},
    {"PTY", "political party", false},
    {"RAD", "radicals", false},
    {"REB", "rebels", false},
    {"REF", "refugees", false},
    {"SEP", "separatists", false},
    {"SET", "settlers", false},
    {"SPY", "intelligence", true},
    {"UAF", "unaligned armed forces", false},
    {"UNO", "United Nations", false},
    {"UNR", "unrest", false},
};

static const struct word *word_find(str code)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(code, words[i].code))
			return &words[i];
	return NULL;
}

str actor_role_country(str code)
{
	str first = str_slice(code, 0, 3);

	return first.len == 3 && !word_find(first) ? model_country_code(first) : (str){NULL, 0};
}

bool actor_role_has(str code, const char *role)
{
	for (size_t i = 0; i + 3 <= code.len; i += 3)
		if (str_is(str_slice(code, i, i + 3), role))
			return true;
	return false;
}

bool actor_role_is_office(str code)
{
	for (size_t i = 0; i + 3 <= code.len; i += 3) {
		const struct word *word = word_find(str_slice(code, i, i + 3));
		if (word && word->office)
			return true;
	}
	return false;
}

str actor_role_name(struct say *say, str code)
{
	str country = actor_role_country(code), text = {NULL, 0};

	for (size_t i = country.len ? 3 : 0; i < code.len; i += 3) {
		str letters = str_slice(code, i, i + 3);
		const struct word *word = word_find(letters);
		str name = word ? str_from(word->name) : letters;
		text = text.len ? say_print(say, "%.*s, %.*s", STR_ARG(text), STR_ARG(name)) : name;
	}
	if (!text.len)
		return code;
	return country.len ? say_print(say, "%.*s (%.*s)", STR_ARG(text), STR_ARG(model_country_name(country))) : text;
}

/* ---- dates ---------------------------------------------------------------------------------------------- */

static bool digits(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0;
}

static int number(str s, size_t from, size_t to)
{
	int n = 0;

	for (size_t i = from; i < to; i++)
		n = n * 10 + (s.ptr[i] - '0');
	return n;
}

/* YYMMDD or YYYYMMDD; `century` is added to two-digit years beyond the pivot's own. */
static bool parse_day(str s, int shift, struct date *out)
{
	size_t year = s.len == 8 ? 4 : 2;

	if (!digits(s) || (s.len != 6 && s.len != 8))
		return false;
	int y = number(s, 0, year), m = number(s, year, year + 2), d = number(s, year + 2, year + 4);
	if (year == 2)
		y += (y >= CENTURY_PIVOT ? 1900 : 2000) + shift;
	if (m < 1 || m > 12 || d < 1 || d > date_days_in_month(y, m))
		return false;
	int32_t day = date_from_civil(y, m, d);
	*out = (struct date){.first = day, .last = day, .kind = DATE_KNOWN};
	return true;
}

static const char *parse_range(str first, str last, struct actor_role *out)
{
	if (!parse_day(first, 0, &out->from) || !parse_day(last, 0, &out->to))
		return "no date: a day is YYMMDD or YYYYMMDD";
	if (out->to.first < out->from.first && first.len == 6 && number(first, 0, 2) < CENTURY_PIVOT)
		parse_day(first, -100, &out->from); /* 250101-730717 begins in 1925 */
	if (out->to.first < out->from.first)
		return "the role ends before it begins";
	out->dated = true;
	return NULL;
}

static const char *parse_dates(str text, struct actor_role *out)
{
	size_t dash = str_find_char(text, '-', 0);
	bool from = str_starts(text, STR(">")), until = str_starts(text, STR("<"));

	if (dash != SIZE_MAX)
		return parse_range(str_trim(str_slice(text, 0, dash)), str_trim(str_slice(text, dash + 1, text.len)),
		                   out);
	str day = str_trim(str_slice(text, 1, text.len));
	if (!from && !until)
		return "no range: dates are D-D, >D or <D";
	if (!parse_day(day, 0, from ? &out->from : &out->to))
		return "no date: a day is YYMMDD or YYYYMMDD";
	out->dated = true;
	return NULL;
}

const char *actor_role_parse(str text, struct actor_role *out)
{
	size_t end = 0;

	text = str_trim(text);
	while (end < text.len && !memchr(" \t<>", text.ptr[end], 4))
		end++;
	struct date unknown = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false};
	*out = (struct actor_role){.code = str_slice(text, 0, end), .text = text, .from = unknown, .to = unknown};
	if (str_is(out->code, "---"))
		return "coded as nobody ([---])";
	for (size_t i = 0; i < end; i++) {
		bool digit = i && text.ptr[i] >= '0' && text.ptr[i] <= '9'; /* churches have numbers: NGOCHRPRO214 */
		if (!digit && (text.ptr[i] < 'A' || text.ptr[i] > 'Z'))
			return "no code: codes are capital letters";
	}
	if (end < 3)
		return "no code: it has less than three letters";
	str dates = str_trim(str_slice(text, end, text.len));
	return dates.len ? parse_dates(dates, out) : NULL;
}
