/* Words of people's names that sound alike and are two nevertheless.
 *
 * Endings: Habib and Habiba are a man and a woman, Khan and Khani two families; a name is rarely
 * misspelt by a vowel more behind its last consonant, and where it is one is often known.
 * Syllables: names of China, Korea and Vietnam are made of few syllables, which differ by a sound. Two of them are the
 * same as far as romanisations are: Young, Yong and Yeong, tung and dong; Jian and Juan, il and pil are two. */
#include "names/parse.h"
#include "names/retrieval.h"
#include "names/score.h"
#include "text/text.h"

bool score_are_two_names(const struct name_token *a, const struct name_token *b)
{
	const uint16_t known = TOKEN_GIVEN | TOKEN_FAMILY;

	return a->flags & known && b->flags & known && !(a->class && a->class == b->class) &&
	       !str_equal(a->text, b->text);
}

/* ---- endings -------------------------------------------------------------------------------------------- */

/* Is the longer one the shorter one and a vowel? */
static bool ends_in_more(const struct sounds *longer, const struct sounds *shorter)
{
	size_t n = shorter->len;

	if (longer->len != n + 1 || n < 2)
		return false;
	uint8_t end = longer->sound[n], last = shorter->sound[n - 1];
	return longer->sound[n - 1] == last && (last > SOUND_U || (last == SOUND_I && end == SOUND_A)) &&
	       (end == SOUND_A || end == SOUND_I);
}

/* Mario, Maria; also where they are forms of one name. */
static bool end_in_another(const struct sounds *a, const struct sounds *b)
{
	size_t n = a->len;

	if (b->len != n || n < 3 || memcmp(a->sound, b->sound, n - 1) != 0)
		return false;
	uint8_t x = a->sound[n - 1], y = b->sound[n - 1];
	return (x == SOUND_A && y == SOUND_O) || (x == SOUND_O && y == SOUND_A);
}

static bool differ_by_ending(const struct name_token *a, const struct ready *x, const struct name_token *b,
                             const struct ready *y)
{
	const struct sounds *longer = x->sounds.len > y->sounds.len ? &x->sounds : &y->sounds;
	const struct sounds *shorter = longer == &x->sounds ? &y->sounds : &x->sounds;
	uint16_t known = a->flags | b->flags;

	if (!ends_in_more(longer, shorter))
		return false;
	return known & TOKEN_GIVEN || (known & TOKEN_FAMILY && longer->sound[longer->len - 1] == SOUND_I);
}

/* ---- syllables ------------------------------------------------------------------------------------------ */

/** What a spelling may stand for; bits. */
struct spelling {
	char text[4];
	uint8_t len;
	uint16_t mask;
};

enum {
	ONSET_NONE = 1 << 0,
	ONSET_K = 1 << 1,
	ONSET_T = 1 << 2,
	ONSET_P = 1 << 3,
	ONSET_CH = 1 << 4,
	ONSET_S = 1 << 5,
	ONSET_R = 1 << 6,
	ONSET_L = 1 << 7,
	ONSET_N = 1 << 8,
	ONSET_M = 1 << 9,
	ONSET_H = 1 << 10,
	ONSET_F = 1 << 11,
	ONSET_V = 1 << 12
};
/* Longest first. */
static const struct spelling onsets[] = {
    {"tch", 3, ONSET_CH},
    {"ch", 2, ONSET_CH},
    {"zh", 2, ONSET_CH},
    {"ts", 2, ONSET_CH},
    {"tz", 2, ONSET_CH},
    {"jj", 2, ONSET_CH},
    {"hs", 2, ONSET_S},
    {"sh", 2, ONSET_S},
    {"ss", 2, ONSET_S},
    {"kh", 2, ONSET_K},
    {"kk", 2, ONSET_K},
    {"gh", 2, ONSET_K},
    {"th", 2, ONSET_T},
    {"tt", 2, ONSET_T},
    {"ph", 2, ONSET_P | ONSET_F},
    {"pp", 2, ONSET_P},
    {"ng", 2, ONSET_N},
    {"nh", 2, ONSET_N},
    {"tr", 2, ONSET_CH | ONSET_T},
    {"j", 1, ONSET_CH | ONSET_R},
    {"z", 1, ONSET_CH},
    {"q", 1, ONSET_CH},
    {"c", 1, ONSET_CH | ONSET_K},
    {"s", 1, ONSET_S},
    {"x", 1, ONSET_S},
    {"k", 1, ONSET_K},
    {"g", 1, ONSET_K},
    {"t", 1, ONSET_T},
    {"d", 1, ONSET_T},
    {"p", 1, ONSET_P},
    {"b", 1, ONSET_P},
    {"r", 1, ONSET_R | ONSET_L},
    {"l", 1, ONSET_L},
    {"n", 1, ONSET_N},
    {"m", 1, ONSET_M},
    {"h", 1, ONSET_H},
    {"f", 1, ONSET_F},
    {"v", 1, ONSET_V},
    {"", 0, ONSET_NONE},
};

enum {
	NUCLEUS_A = 1 << 0,
	NUCLEUS_O = 1 << 1, /* and u, which vary with the romanisation */
	NUCLEUS_E = 1 << 2,
	NUCLEUS_AI = 1 << 3,
	NUCLEUS_I = 1 << 4,
	NUCLEUS_AO = 1 << 5,
	NUCLEUS_IA = 1 << 6,
	NUCLEUS_IE = 1 << 7,
	NUCLEUS_IO = 1 << 8,
	NUCLEUS_IAO = 1 << 9,
	NUCLEUS_UA = 1 << 10,
	NUCLEUS_UI = 1 << 11,
	NUCLEUS_UAI = 1 << 12,
	NUCLEUS_UE = 1 << 13
};
static const struct spelling nuclei[] = {
    {"a", 1, NUCLEUS_A},
    {"o", 1, NUCLEUS_O},
    {"u", 1, NUCLEUS_O},
    {"oo", 2, NUCLEUS_O},
    {"ou", 2, NUCLEUS_O},
    {"eo", 2, NUCLEUS_O},
    {"eu", 2, NUCLEUS_O},
    {"uo", 2, NUCLEUS_O},
    {"wo", 2, NUCLEUS_O},
    {"wu", 2, NUCLEUS_O},
    {"woo", 3, NUCLEUS_O},
    {"weo", 3, NUCLEUS_O},
    {"e", 1, NUCLEUS_E},
    {"ae", 2, NUCLEUS_E | NUCLEUS_AI},
    {"ei", 2, NUCLEUS_E | NUCLEUS_AI},
    {"ey", 2, NUCLEUS_E | NUCLEUS_AI},
    {"ai", 2, NUCLEUS_AI},
    {"ay", 2, NUCLEUS_AI},
    {"i", 1, NUCLEUS_I},
    {"y", 1, NUCLEUS_I},
    {"ee", 2, NUCLEUS_I},
    {"yi", 2, NUCLEUS_I},
    {"eui", 3, NUCLEUS_I | NUCLEUS_UI},
    {"ao", 2, NUCLEUS_AO},
    {"au", 2, NUCLEUS_AO},
    {"ia", 2, NUCLEUS_IA},
    {"ya", 2, NUCLEUS_IA},
    {"ie", 2, NUCLEUS_IE},
    {"ye", 2, NUCLEUS_IE},
    {"yae", 3, NUCLEUS_IE},
    {"yeo", 3, NUCLEUS_IO},
    {"yo", 2, NUCLEUS_IO},
    {"yu", 2, NUCLEUS_IO},
    {"you", 3, NUCLEUS_IO},
    {"yoo", 3, NUCLEUS_IO},
    {"io", 2, NUCLEUS_IO},
    {"iu", 2, NUCLEUS_IO},
    {"iou", 3, NUCLEUS_IO},
    {"iao", 3, NUCLEUS_IAO},
    {"ieu", 3, NUCLEUS_IAO},
    {"yeu", 3, NUCLEUS_IAO | NUCLEUS_IO},
    {"yao", 3, NUCLEUS_IAO},
    {"ua", 2, NUCLEUS_UA},
    {"wa", 2, NUCLEUS_UA},
    {"oa", 2, NUCLEUS_UA},
    {"ui", 2, NUCLEUS_UI | NUCLEUS_I},
    {"wi", 2, NUCLEUS_UI},
    {"we", 2, NUCLEUS_UI | NUCLEUS_UE},
    {"oe", 2, NUCLEUS_UI | NUCLEUS_UE},
    {"oi", 2, NUCLEUS_UI},
    {"uei", 3, NUCLEUS_UI},
    {"wei", 3, NUCLEUS_UI},
    {"uai", 3, NUCLEUS_UAI},
    {"wai", 3, NUCLEUS_UAI},
    {"wae", 3, NUCLEUS_UAI},
    {"ue", 2, NUCLEUS_UE},
    {"yue", 3, NUCLEUS_UE},
};

enum {
	CODA_NONE = 1 << 0,
	CODA_NG = 1 << 1,
	CODA_N = 1 << 2,
	CODA_M = 1 << 3,
	CODA_K = 1 << 4,
	CODA_L = 1 << 5,
	CODA_P = 1 << 6,
	CODA_T = 1 << 7
};
static const struct spelling codas[] = {
    {"nng", 3, CODA_NG}, {"ng", 2, CODA_NG}, {"nn", 2, CODA_N},   {"n", 1, CODA_N},   {"m", 1, CODA_M},
    {"k", 1, CODA_K},    {"g", 1, CODA_K},   {"l", 1, CODA_L},    {"r", 1, CODA_L},   {"p", 1, CODA_P},
    {"b", 1, CODA_P},    {"t", 1, CODA_T},   {"h", 1, CODA_NONE}, {"", 0, CODA_NONE},
};

enum { SYLLABLES_MAX = 2, SYLLABLE_ENDS = 3 };

/** One way to read a syllable that begins somewhere. */
struct syllable {
	uint16_t onset, nucleus, coda;
	size_t end;
};

/** The ways to read it: with the longest ending, with shorter ones, with none. */
struct readings {
	struct syllable way[SYLLABLE_ENDS];
	unsigned count;
};

/* Up to three letters as one number. */
static uint32_t pack(const char *letters, size_t len)
{
	uint32_t packed = 0;

	for (size_t i = 0; i < len; i++)
		packed |= (uint32_t)(unsigned char)letters[i] << 8 * i;
	return packed;
}

static uint32_t pack_at(str text, size_t at)
{
	return pack(text.ptr + at, text.len - at < 3 ? text.len - at : 3);
}

static bool begins_so(uint32_t letters, const struct spelling *s)
{
	return (letters & ((UINT32_C(1) << 8 * s->len) - 1)) == pack(s->text, 3);
}

static const struct spelling *onset_at(str text, size_t at)
{
	uint32_t letters = pack_at(text, at);
	size_t i = 0;

	while (!begins_so(letters, &onsets[i])) /* the last one has no letters */
		i++;
	return &onsets[i];
}

#define LETTER(c) (UINT32_C(1) << ((c) - 'a'))
enum { SIMPLE_VOWELS = LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') };
enum { GLIDES = LETTER('y') | LETTER('w') };

static bool is_among(uint32_t letters, str text, size_t at)
{
	return at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z' && letters & LETTER(text.ptr[at]);
}

/* How many vowels are of one syllable: the next begins with a y or w between two, hayoon. */
static size_t vowels_at(str text, size_t at)
{
	size_t n = 0;

	while (is_among(SIMPLE_VOWELS | GLIDES, text, at + n)) {
		if (n > 0 && is_among(GLIDES, text, at + n) && is_among(SIMPLE_VOWELS, text, at + n + 1))
			break;
		n++;
	}
	return n;
}

static uint16_t nucleus_of(str vowels)
{
	uint32_t letters = pack_at(vowels, 0);

	for (size_t i = 0; vowels.len <= 3 && i < sizeof nuclei / sizeof *nuclei; i++)
		if (letters == pack(nuclei[i].text, 3))
			return nuclei[i].mask;
	return 0;
}

static struct readings read_syllable(str text, size_t at)
{
	const struct spelling *onset = onset_at(text, at);
	size_t vowels = at + onset->len, end = vowels + vowels_at(text, vowels);
	uint16_t nucleus = nucleus_of(str_slice(text, vowels, end));
	struct readings r;

	r.count = 0;
	if (!nucleus)
		return r;
	uint32_t rest = pack_at(text, end);
	for (size_t i = 0; i < sizeof codas / sizeof *codas && r.count < SYLLABLE_ENDS; i++)
		if (begins_so(rest, &codas[i]))
			r.way[r.count++] = (struct syllable){onset->mask, nucleus, codas[i].mask, end + codas[i].len};
	return r;
}

/* Can the text be read as syllables to its end? */
static bool are_syllables(str text, size_t at, unsigned most)
{
	if (at == text.len)
		return true;
	if (most == 0)
		return false;
	const struct readings r = read_syllable(text, at);
	for (unsigned way = 0; way < r.count; way++)
		if (are_syllables(text, r.way[way].end, most - 1))
			return true;
	return false;
}

/* Yan, yen: one syllable in two romanisations. */
static bool are_one_nucleus(const struct syllable *x, const struct syllable *y)
{
	const uint16_t before_n = NUCLEUS_IA | NUCLEUS_IE;

	return x->nucleus & y->nucleus || (x->coda == CODA_N && x->nucleus & before_n && y->nucleus & before_n);
}

static bool are_one_syllable(const struct syllable *x, const struct syllable *y)
{
	return x->onset & y->onset && x->coda & y->coda && are_one_nucleus(x, y);
}

/* Is there a way to read both as the same syllables? */
static bool are_one_reading(str a, size_t i, str b, size_t j, unsigned most)
{
	if (i == a.len || j == b.len)
		return i == a.len && j == b.len;
	if (most == 0)
		return false;
	const struct readings x = read_syllable(a, i), y = read_syllable(b, j);
	for (unsigned v = 0; v < x.count; v++)
		for (unsigned w = 0; w < y.count; w++)
			if (are_one_syllable(&x.way[v], &y.way[w]) &&
			    are_one_reading(a, x.way[v].end, b, y.way[w].end, most - 1))
				return true;
	return false;
}

bool score_is_eastern(const struct name_form *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->token[i].flags & TOKEN_EASTERN)
			return true;
	return false;
}

/* Do two syllables sound alike: hyung, myung; pong, pyong; not xiu, shi? */
static bool are_like(const struct syllable *x, const struct syllable *y)
{
	const uint16_t back = NUCLEUS_O | NUCLEUS_IO;
	bool onset = x->onset & y->onset, coda = x->coda & y->coda & ~CODA_NONE;
	bool nucleus = are_one_nucleus(x, y) || (x->nucleus & back && y->nucleus & back);

	return onset + coda + nucleus >= 2;
}

/* The same of one syllable each, to the end. */
static bool are_rests_like(str a, size_t i, str b, size_t j)
{
	const struct readings x = read_syllable(a, i), y = read_syllable(b, j);

	for (unsigned v = 0; v < x.count; v++)
		for (unsigned w = 0; w < y.count; w++)
			if (x.way[v].end == a.len && y.way[w].end == b.len && are_like(&x.way[v], &y.way[w]))
				return true;
	return false;
}

/** What two words of two syllables have in common. */
enum shared { SHARE_NONE, SHARE_ONE, SHARE_ONE_AND_LIKE /* the other sounds alike */ };

static enum shared share_one_of_two(str a, const struct syllable *x, str b, const struct syllable *y)
{
	if (x->end == a.len || y->end == b.len)
		return SHARE_NONE;
	bool first = are_one_syllable(x, y), second = are_one_reading(a, x->end, b, y->end, SYLLABLES_MAX);
	if ((second && are_like(x, y)) || (first && are_rests_like(a, x->end, b, y->end)))
		return SHARE_ONE_AND_LIKE;
	return first || second ? SHARE_ONE : SHARE_NONE;
}

/* Jong-nam, Yong-nam; Yong-su, Yong-sa: one of two syllables may be misspelt or misread, where the other agrees. */
static enum shared shared_syllable(str a, str b)
{
	const struct readings x = read_syllable(a, 0), y = read_syllable(b, 0);
	enum shared most = SHARE_NONE;

	for (unsigned v = 0; v < x.count; v++)
		for (unsigned w = 0; w < y.count; w++) {
			enum shared found = share_one_of_two(a, &x.way[v], b, &y.way[w]);
			most = found > most ? found : most;
		}
	return most;
}

bool syllables_can_be_read(str text, unsigned most)
{
	return are_syllables(text, 0, most);
}

float score_share_of_syllables(const struct name_form *f, str a, const struct name_form *g, str b)
{
	if (!score_is_eastern(f) || !score_is_eastern(g) || !are_syllables(a, 0, SYLLABLES_MAX) ||
	    !are_syllables(b, 0, SYLLABLES_MAX) || are_one_reading(a, 0, b, 0, SYLLABLES_MAX))
		return 1;
	enum shared shared = shared_syllable(a, b);
	if (shared == SHARE_ONE_AND_LIKE || score_are_letters_exchanged(a, b) || score_are_equal_undoubled(a, b))
		return SYLLABLE_OTHER;
	if (shared == SHARE_ONE)
		return SYLLABLE_SHARED;
	return are_syllables(a, 0, 1) && are_syllables(b, 0, 1) ? SYLLABLE_APART : 0;
}

/* 鄭 and Zeng: a family name in Han and another one as romanisations have it. */
static bool are_families_of_two_scripts(const struct name_token *a, const struct name_token *b)
{
	return (a->script == SCRIPT_HAN) != (b->script == SCRIPT_HAN) && a->class && b->class &&
	       a->flags & b->flags & TOKEN_EASTERN;
}

/* حامد, أحمد; سعيد, Saad: where letters leave vowels out, or stand for them, two given names are near that nobody takes
 * for one. What a doubled letter alone tells apart may be one that is not listed in both spellings. */
static bool are_given_in_abjad(const struct name_token *a, const struct name_token *b)
{
	return a->class && b->class && a->flags & b->flags & TOKEN_GIVEN &&
	       (name_script_is_abjad(a->script) || name_script_is_abjad(b->script)) &&
	       !score_are_equal_undoubled(a->text, b->text);
}

/* ---- both ----------------------------------------------------------------------------------------------- */

float score_share_apart(const struct duel *d, size_t i, size_t j)
{
	const struct name_token *a = &d->left->token[i], *b = &d->right->token[j];

	if (d->kind != NAME_PERSON)
		return 1;
	if (a->flags & b->flags & TOKEN_GIVEN && end_in_another(&d->left_ready[i].sounds, &d->right_ready[j].sounds))
		return ENDING_APART;
	if (a->class && a->class == b->class)
		return 1;
	if (differ_by_ending(a, &d->left_ready[i], b, &d->right_ready[j]) &&
	    !score_are_letters_exchanged(a->text, b->text))
		return ENDING_APART; /* Nayfi is Nayif */
	if (are_families_of_two_scripts(a, b))
		return FAMILY_OTHER;
	if (are_given_in_abjad(a, b))
		return ABJAD_APART;
	if (a->script != b->script && a->script != SCRIPT_HAN && b->script != SCRIPT_HAN)
		return 1; /* romanisations are less certain than that */
	if (a->flags & b->flags & TOKEN_EASTERN)
		return EASTERN_APART;
	return score_share_of_syllables(d->left, a->text, d->right, b->text);
}
