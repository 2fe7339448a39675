/* Cuts a name into pieces: the tokens of src/text, and what only names need.
 *
 * A Han or Hangul run that is a person's name is cut into family name (one character, two when the compound is
 * known) and given name. In other names known words (有限公司, 銀行) are cut off. An Arabic article written
 * together with its word (ال) becomes a piece of its own. */
#include "names/parse.h"

enum {
	RUN_MAX = 16,         /* characters of a run that is looked at for words */
	WORD_LETTERS = 3,     /* letters of a word on either side of a broken character, at least */
	GLUED_LETTERS = 4,    /* letters of a word that is written together with another, at least */
	GLUED_TOKENS = 5,     /* of a name in which two words are not joined again (scoring.md, 2), at least */
	BACKWARDS_LETTERS = 3 /* of a word that was written backwards, at least */
};

/* `text` lies in the scratch or is static. */
static inline void add(struct parser *p, str text, const struct text_token *t, uint32_t start, uint32_t end)
{
	if (text.len == 0 || p->count == PIECES_MAX)
		return;
	p->piece[p->count++] = (struct piece){
	    .text = str_slice(text, 0, TOKEN_MAX),
	    .start = start,
	    .end = end,
	    .flags = t->flags & 0xFF,
	    .script = t->script,
	    .part = PART_PLAIN,
	};
}

/* The tokens of a part of the name, as one piece when `whole`. */
static void add_range(struct parser *p, const struct text_token *t, uint32_t start, uint32_t end, uint8_t part,
                      uint32_t class)
{
	struct text_token token[8];
	char norm[8 * TOKEN_MAX];
	struct text_tokens out = {.token = token, .token_cap = 8, .norm = norm, .norm_cap = sizeof norm};

	if (start >= end)
		return;
	text_tokens(str_slice(p->name, start, end), p->lang, p->reading, &out);
	size_t before = p->count;
	add(p, parse_keep(p, (str){norm, out.norm_len}, STR("")), t, start, end);
	if (p->count > before) {
		p->piece[before].part = part;
		p->piece[before].class = class;
	}
}

static int compare_heads(str rest, uint32_t affix)
{
	return memcmp(rest.ptr, knowledge_text(knowledge_affixes[affix].text).ptr, KNOWLEDGE_AFFIX_HEAD);
}

/* The first affix that begins with the character that `rest` begins with, or behind which it would stand. */
static uint32_t first_affix(str rest)
{
	uint32_t low = 0, high = knowledge_affix_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare_heads(rest, middle) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest affix at the beginning of `rest`. */
static const struct knowledge_affix *affix_at(str rest, bool family)
{
	if (rest.len < KNOWLEDGE_AFFIX_HEAD)
		return NULL;
	for (uint32_t i = first_affix(rest); i < knowledge_affix_count && compare_heads(rest, i) == 0; i++) {
		const struct knowledge_affix *a = &knowledge_affixes[i];
		if ((a->class == 0) == family && str_starts(rest, knowledge_text(a->text)))
			return a;
	}
	return NULL;
}

static uint32_t behind_character(str name, uint32_t at)
{
	str rest = str_slice(name, at, name.len);

	utf8_next(&rest);
	return (uint32_t)(rest.ptr - name.ptr);
}

/* The tokens `from`..`to` of the name as one piece. */
static void add_joined(struct parser *p, size_t from, size_t to)
{
	const struct text_token *first = &p->token[from], *last = &p->token[to - 1];

	add(p, (str){p->scratch + first->norm, last->norm + last->len - first->norm}, first, first->start, last->end);
}

/* The tokens of a run without spaces: family name and given name. */
static void cut_person(struct parser *p, size_t from, size_t to)
{
	str run = str_slice(p->name, p->token[from].start, p->token[to - 1].end);
	const struct knowledge_affix *compound = to - from >= 3 ? affix_at(run, true) : NULL;
	uint32_t family_end = behind_character(p->name, p->token[from].start);
	size_t split = from + 1;

	if (compound)
		family_end = p->token[from].start + (uint32_t)knowledge_text(compound->text).len;
	while (split + 1 < to && p->token[split].start < family_end)
		split++;
	add_joined(p, from, split);
	add_joined(p, split, to);
}

/* Known words of organisations are cut out of the run; what lies between is a piece each. */
static void cut_words(struct parser *p, const struct text_token *t)
{
	uint32_t from = t->start, at = t->start;

	while (at < t->end) {
		const struct knowledge_affix *a = affix_at(str_slice(p->name, at, t->end), false);
		if (!a) {
			at = behind_character(p->name, at);
			continue;
		}
		add_range(p, t, from, at, PART_PLAIN, 0);
		from = at + (uint32_t)knowledge_text(a->text).len;
		add_range(p, t, at, from, a->part, a->class);
		if (str_starts(str_slice(p->name, from, t->end), STR("市"))) /* 深圳市: the city of */
			from += (uint32_t)STR("市").len;
		at = from;
	}
	add_range(p, t, from, t->end, PART_PLAIN, 0);
}

/* A single character (東, 西) is as often part of a person's name. */
static bool has_word(str run)
{
	while (run.len) {
		const struct knowledge_affix *a = affix_at(run, false);
		if (a && utf8_length(knowledge_text(a->text)) > 1)
			return true;
		utf8_next(&run);
	}
	return false;
}

static bool is_person_run(const struct parser *p, str run)
{
	return p->kind == NAME_PERSON || (p->kind == NAME_ANY && !has_word(run));
}

/* A run of one script without spaces, of the tokens `from`..`to`. */
static void cut_run(struct parser *p, size_t from, size_t to)
{
	struct text_token whole = p->token[from];

	whole.end = p->token[to - 1].end;
	str run = str_slice(p->name, whole.start, whole.end);
	size_t characters = utf8_length(run);
	bool person = is_person_run(p, run), alone = to - from == p->tokens.token_count;
	p->person_run = p->person_run || person;
	if (person && alone && to - from >= 2 && characters <= 4)
		cut_person(p, from, to);
	else if (!person && characters <= 4 * RUN_MAX)
		cut_words(p, &whole);
	else
		add_range(p, &whole, whole.start, whole.end, PART_PLAIN, 0);
}

static bool is_japanese(const struct parser *p)
{
	return p->reading == READING_JAPANESE || p->reading == READING_JAPANESE_OTHER;
}

static bool is_run(const struct parser *p, const struct text_token *t)
{
	if (t->script == SCRIPT_THAI)
		return p->kind != NAME_PERSON && has_word(str_slice(p->name, t->start, t->end));
	return (t->script == SCRIPT_HAN && !is_japanese(p)) || t->script == SCRIPT_HANGUL;
}

/* How many tokens from `i` on make one run. */
static size_t run_length(const struct text_tokens *out, size_t i)
{
	size_t n = 1;

	while (i + n < out->token_count && out->token[i + n].flags & TOKEN_SPACELESS &&
	       out->token[i + n].script == out->token[i].script)
		n++;
	return n;
}

/* ال in front of three letters or more. */
static bool has_article(str source, str norm)
{
	return str_starts(source, STR("\xd8\xa7\xd9\x84")) && source.len >= 10 && norm.len >= 5 && norm.ptr[0] == 'a' &&
	       norm.ptr[1] == 'l' && !str_starts(source, STR("\xd8\xa7\xd9\x84\xd9\x84\xd9\x87"));
}

/* AlSaud, ElBaradei: how many letters of the article begin the word, 0 when none do. */
static uint32_t latin_article(str source)
{
	if (source.len < 5 || source.ptr[1] != 'l' || (source.ptr[0] != 'A' && source.ptr[0] != 'E'))
		return 0;
	return source.ptr[2] >= 'A' && source.ptr[2] <= 'Z' && source.ptr[3] >= 'a' && source.ptr[3] <= 'z' ? 2 : 0;
}

/* The given name that the word begins with, or ends with. */
static const struct knowledge_half *find_half(str word, bool second)
{
	for (uint32_t i = 0; i < knowledge_half_count; i++) {
		const struct knowledge_half *half = &knowledge_halves[i];
		str source = knowledge_text(half->source);
		if (half->second == second && (second ? str_ends(word, source) : str_starts(word, source)))
			return half;
	}
	return NULL;
}

/* محمدجواد, غلامرضا, قنبرعلی: two given names written together, each as Persian has it. */
static bool add_double_name(struct parser *p, const struct text_token *t, str source)
{
	const struct knowledge_half *first = find_half(source, false);
	const struct knowledge_half *second = first ? find_half(source, true) : NULL;
	size_t len = first ? knowledge_text(first->source).len : 0;

	if (!second || len + knowledge_text(second->source).len != source.len)
		return false;
	uint32_t middle = t->start + (uint32_t)len;
	add(p, knowledge_text(first->text), t, t->start, middle);
	add(p, knowledge_text(second->text), t, middle, t->end);
	return true;
}

/* خامنه‌ای: an ending behind a zero-width non-joiner belongs to the word before it. */
static bool add_ending(struct parser *p, const struct text_token *t, str text)
{
	struct piece *last = p->count ? &p->piece[p->count - 1] : NULL;
	str joiner = STR("\xe2\x80\x8c");

	if (!last || text.len > 2 || !str_equal(str_slice(p->name, last->end, t->start), joiner))
		return false;
	str kept = parse_keep(p, last->text, text);
	if (kept.len == 0)
		return false;
	last->text = kept;
	last->end = t->end;
	return true;
}

/* Sham?Khorasan: what stood between two words, a dash, and an encoding broke. Letters before it; 0 when there are none.
 */
static uint32_t before_broken(str source)
{
	size_t at = str_find_char(source, '?', 0);

	if (at == SIZE_MAX || at < WORD_LETTERS || source.len - at <= WORD_LETTERS)
		return 0;
	bool words = source.ptr[at - 1] >= 'a' && source.ptr[at - 1] <= 'z' && source.ptr[at + 1] >= 'A' &&
	             source.ptr[at + 1] <= 'Z';
	return words ? (uint32_t)at : 0;
}

/* ShamKhorasan: two words written together, each of which begins with a capital, in a name of many. Letters of the
 * first; 0 when there are none. MacDonald and DiCaprio are one. */
static uint32_t before_glued(const struct parser *p, str source)
{
	size_t at = GLUED_LETTERS;

	if (p->tokens.token_count < GLUED_TOKENS)
		return 0;
	while (at + GLUED_LETTERS <= source.len && !parse_is_capital(source.ptr[at]))
		at++;
	if (at + GLUED_LETTERS > source.len)
		return 0;
	for (size_t i = 1; i < source.len; i++)
		if (i != at && !parse_is_small(source.ptr[i]))
			return 0;
	return parse_is_capital(source.ptr[0]) ? (uint32_t)at : 0;
}

/* aHsan, hAmed: a capital behind one small letter is what an exchange of the two made of a word that began with it.
 * With e or i in front of words companies make names (eBay). */
static bool is_capital_exchanged(str source)
{
	if (source.len < 2 || !parse_is_small(source.ptr[0]) || !parse_is_capital(source.ptr[1]) ||
	    source.ptr[0] == 'e' || source.ptr[0] == 'i')
		return false;
	for (size_t i = 2; i < source.len; i++)
		if (!parse_is_small(source.ptr[i]))
			return false;
	return true;
}

/* lekreM alegnA: is the word one of small letters that ends in a capital? */
static bool is_backwards(const struct parser *p, const struct text_token *t)
{
	str source = str_slice(p->name, t->start, t->end);

	if (t->script != SCRIPT_LATIN || source.len != t->len || source.len < BACKWARDS_LETTERS)
		return false;
	for (size_t i = 0; i + 1 < source.len; i++)
		if (!parse_is_small(source.ptr[i]))
			return false;
	return parse_is_capital(source.ptr[source.len - 1]);
}

/* A name all of whose words are written so was written backwards: they are turned round. */
static void turn_round(struct parser *p)
{
	for (size_t i = 0; i < p->tokens.token_count; i++)
		if (!is_backwards(p, &p->token[i]))
			return;
	for (size_t i = 0; i < p->tokens.token_count; i++) {
		char *text = p->scratch + p->token[i].norm;
		for (size_t at = 0, end = p->token[i].len - 1; at < end; at++, end--) {
			char c = text[at];
			text[at] = text[end];
			text[end] = c;
		}
	}
}

/* The word with its first two letters exchanged back; as it was when there is no room for it. */
static str exchange_back(struct parser *p, str text)
{
	const char first[2] = {text.ptr[1], text.ptr[0]};
	str kept = parse_keep(p, (str){first, 2}, str_slice(text, 2, text.len));

	return kept.len ? kept : text;
}

/* An Arabic word apart from its article, whose alef may be doubled; true when it has one. */
static bool cut_article(struct parser *p, const struct text_token *t, str source, str text)
{
	bool doubled = str_starts(source, STR("\xd8\xa7\xd8\xa7\xd9\x84")) && text.len > 1 && text.ptr[1] == 'a';

	if (doubled) {
		source = str_slice(source, 2, source.len);
		text = str_slice(text, 1, text.len);
	}
	if (!has_article(source, text))
		return false;
	uint32_t behind = t->start + 4 + (doubled ? 2 : 0);
	add(p, STR("al"), t, t->start, behind);
	add(p, str_slice(text, 2, text.len), t, behind, t->end);
	return true;
}

/* Two pieces: the first of so many bytes of the source and of the normal form, `gap` bytes between them. */
static void add_both(struct parser *p, const struct text_token *t, str text, uint32_t source_len, size_t text_len,
                     uint32_t gap)
{
	add(p, str_slice(text, 0, text_len), t, t->start, t->start + source_len);
	add(p, str_slice(text, text_len + gap, text.len), t, t->start + source_len + gap, t->end);
}

static void cut_arabic_word(struct parser *p, const struct text_token *t, str text)
{
	str source = str_slice(p->name, t->start, t->end);

	if (cut_article(p, t, source, text) || add_ending(p, t, text))
		return;
	/* اله behind a word: God, with one l. */
	if (p->count && str_is(source, "\xd8\xa7\xd9\x84\xd9\x87"))
		add(p, STR("allah"), t, t->start, t->end);
	else if (!add_double_name(p, t, source))
		add(p, text, t, t->start, t->end);
}

static void cut_latin_word(struct parser *p, const struct text_token *t, str text)
{
	str source = {p->name.ptr + t->start, t->end - t->start};
	bool plain = source.len == text.len;
	uint32_t first = latin_article(source);

	if (plain && is_capital_exchanged(source))
		text = exchange_back(p, text);
	if (!first && plain)
		first = before_glued(p, source);
	if (first)
		add_both(p, t, text, first, first, 0);
	else if (plain && t->flags & TOKEN_BROKEN && (first = before_broken(source)) != 0)
		add_both(p, t, text, first, first, 1);
	else
		add(p, text, t, t->start, t->end);
}

/* A token of letters: one piece, or two that are written together. */
static void cut_word(struct parser *p, const struct text_token *t, str text)
{
	if (t->script == SCRIPT_LATIN)
		cut_latin_word(p, t, text);
	else if (t->script == SCRIPT_ARABIC)
		cut_arabic_word(p, t, text);
	else
		add(p, text, t, t->start, t->end);
}

void parse_tokens(struct parser *p)
{
	p->tokens = (struct text_tokens){
	    .token = p->token, .token_cap = PIECES_MAX, .norm = p->scratch, .norm_cap = SCRATCH_MAX};
	text_tokens(p->name, p->lang, p->reading, &p->tokens);
	p->marks = p->scripts = 0;
	for (size_t i = 0; i < p->tokens.token_count; i++) {
		p->marks |= p->token[i].flags;
		p->scripts |= UINT32_C(1) << p->token[i].script;
	}
	turn_round(p);
}

void parse_cut(struct parser *p)
{
	const struct text_tokens *out = &p->tokens;
	bool runs = p->scripts & RUN_SCRIPTS;

	p->person_run = false;
	p->count = 0;
	p->used = out->norm_len;
	for (size_t i = 0, n = 1; i < out->token_count; i += n) {
		n = 1;
		if (runs && is_run(p, &out->token[i])) {
			n = run_length(out, i);
			cut_run(p, i, i + n);
		} else {
			cut_word(p, &out->token[i], text_token_norm(out, i));
		}
	}
}
