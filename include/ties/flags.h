/* What deserves a look? Rules over listings, offices and ties, written as SQL (docs/flags.md). */
#ifndef TIES_FLAGS_H
#define TIES_FLAGS_H

#include "ties/scan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ties_severity { TIES_INFO = 0, TIES_LOW, TIES_MEDIUM, TIES_HIGH } ties_severity;

/** A number or word that a rule leaves to whoever asks it: of a rule with `-- param: days 366 ...` what :days stands
 * for in its SELECT. */
typedef struct ties_rule_param {
	ties_str name;
	ties_str value;       /**< what is asked with */
	ties_str standard;    /**< what the rule says, unless ties_rules_set said otherwise */
	ties_str explanation; /**< what it is */
	bool number;          /**< it is a number: digits, a sign before them, a point among them; else a word */
} ties_rule_param;

/** One question. */
typedef struct ties_rule {
	ties_str name; /**< "event-listed-at-home" */
	ties_str title;
	ties_severity severity;
	ties_str explanation;
	ties_str basis;      /**< the law or policy that it reflects */
	ties_str refuted_by; /**< what would refute a flag of it */
	ties_str query;      /**< the SELECT */
	const ties_rule_param *params;
	size_t param_count;
	ties_str path; /**< of the file it stands in; empty for those that come with the program */
	size_t line;
} ties_rule;

/** A text with rules, such as a file of them. */
typedef struct ties_rule_text {
	ties_str path; /**< for messages; not empty */
	ties_str text;
} ties_rule_text;

typedef struct ties_rules {
	const ties_rule *list; /**< those that come with the program by name, then the others in their order */
	size_t count;
} ties_rules;

/** Reads rules: those that come with the program, then those of `texts`, of which one takes the place of another of the
 *  same name. TIES_ERR_FORMAT with path, line and reason for what is no rule. Free with ties_rules_free. O(bytes). */
TIES_API TIES_NODISCARD ties_code ties_rules_read(const ties_rule_text *texts, size_t count, ties_rules **out,
                                                  ties_error *err);
/** Sets a parameter of a rule, before anything is asked. TIES_ERR_USAGE when there is no such rule or parameter, or the
 *  value is no number where the rule has one. */
TIES_API TIES_NODISCARD ties_code ties_rules_set(ties_rules *rules, ties_str rule, ties_str param, ties_str value,
                                                 ties_error *err);
TIES_API void ties_rules_free(ties_rules *rules);
/** "info", "low", "medium", "high"; static. */
TIES_API const char *ties_severity_name(ties_severity severity);
/** The severity of that name; false when there is none. */
TIES_API bool ties_severity_find(ties_str name, ties_severity *out);

typedef enum ties_fact_kind { TIES_FACT_TIE, TIES_FACT_LISTING, TIES_FACT_OFFICE } ties_fact_kind;

/** One thing that a flag rests on, as a source reports it. */
typedef struct ties_fact {
	ties_fact_kind kind;
	ties_str entity, caption; /**< who was listed or held the office; of a tie its subject */
	ties_tie tie;
	ties_listing listing;
	ties_office office;
} ties_fact;

/** What one of those in a flag was on its day: all listings, ended ones, too. */
typedef struct ties_standing {
	ties_entity entity;
	ties_when on;
} ties_standing;

typedef struct ties_flag {
	const ties_rule *rule;
	ties_str entity, caption; /**< whom it is about */
	ties_str other, other_caption;
	ties_when date;     /**< of the fact that it is about; no date known: edtf is empty */
	ties_truth certain; /**< TIES_YES, or TIES_POSSIBLY when a date does not say for sure that the rule holds */
	ties_str modality;  /**< of its ties the one that says least: one alleged tie makes an alleged flag */
	const ties_fact *facts;
	size_t fact_count;
	const ties_fact *against; /**< ties between the same two that somebody denies */
	size_t against_count;
	const ties_standing *standings; /**< of everybody in it whom a list has or had */
	size_t standing_count;
	size_t of_entity; /**< how many flags are about `entity`, with those that the limit left out */
} ties_flag;

/** Rules made ready to be asked about one book, for many questions. Of one thread. */
typedef struct ties_flags_session ties_flags_session;

/** `rules` NULL: those that come with the program. Book and rules must outlive the session, the session the flags that
 *  are asked for in it. Free with ties_flags_close. */
TIES_API TIES_NODISCARD ties_code ties_flags_open(ties_flags_session **out, const ties_book *book,
                                                  const ties_rules *rules, ties_error *err);
TIES_API void ties_flags_close(ties_flags_session *session);

typedef struct ties_flags_options {
	size_t size;             /**< sizeof(ties_flags_options) */
	const ties_rules *rules; /**< NULL: those that come with the program */
	ties_str rule;           /**< only this one; empty: all */
	ties_severity least;     /**< none below that */
	ties_str on;             /**< EDTF: the day of rules that ask about one; empty: today */
	size_t limit;            /**< flags at most, the severest; 0: 1,000 */
	unsigned seconds;        /**< for all rules; 0: 60 */
	/** Of the same book: asks its rules, and `rules` does not count. NULL: one for this question alone. */
	ties_flags_session *session;
} ties_flags_options;

typedef struct ties_flags {
	ties_status *const *subjects; /**< who was meant, one for each entity asked about */
	size_t subject_count;
	const size_t *subject_flags; /**< how many are about each of them, with those left out; not clear who: 0 */
	const ties_flag *list;       /**< by entity, severest first, then rule, then date */
	size_t count;
	size_t left_out;  /**< by the limit */
	size_t asked;     /**< rules that were asked */
	size_t later;     /**< of a document: flags whose date lies behind the document's, and that are not told */
	size_t not_asked; /**< of those named in a document, beyond the first hundred that are worth it */
	ties_when on;
} ties_flags;

/** The flags of entities (ids, refs or names); with none, of the whole database. Names that are not clear have no
 * flags, see `subjects`. TIES_ERR_USAGE for an unknown rule or one whose SQL is wrong, with its place. Free with
 *  ties_flags_free; what they point to belongs to book and rules. */
TIES_API TIES_NODISCARD ties_code ties_flags_of(const ties_book *book, const ties_str *entities, size_t count,
                                                const ties_flags_options *options, ties_flags **out, ties_error *err);
/** The flags among those named in a document, on its date: those that rest on a tie and whose `entity` and `other` are
 * both named; the severest first, without subjects. `on` of the options does not count. Free with ties_flags_free. */
TIES_API TIES_NODISCARD ties_code ties_flags_of_scan(const ties_book *book, const ties_scan *scan,
                                                     const ties_flags_options *options, ties_flags **out,
                                                     ties_error *err);
TIES_API void ties_flags_free(ties_flags *flags);

#ifdef __cplusplus
}
#endif
#endif
