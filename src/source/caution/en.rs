//! The words of English.

use super::words::Words;

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: Words = Words {
    language: "en",
    common: &["the", "of", "and", "to", "is", "was", "in", "that", "it", "for"],
    harmless: &[
        "not only", "not just", "not merely", "not simply", "not least", "no doubt", "no less than", "no fewer than",
        "no wonder", "but also", "but rather", "as if", "as though", "if anything", "no sooner", "why not",
        "not to mention", "if only", "the only", "nothing short of",
    ],
    negations: &[
        "not", "never", "no", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without", "~n't",
        "no one", "hardly", "scarcely", "barely", "rarely", "seldom", "fails to", "failed to", "fail to", "refuse to",
        "refused to", "refuses to", "unable to", "instead of", "rather than", "anything but",
    ],
    contrasts: &["not", "and not", "nor", "rather than", "instead of", "or not", "and never", "never"],
    limits: &[
        "only", "solely", "except", "excepting", "until", "till", "save for", "save that", "save where", "apart from",
        "other than", "with the exception", "subject to", "and only", "at most", "not before", "merely", "and then only",
    ],
    hedges: &[
        "almost", "nearly", "allegedly", "supposedly", "reportedly", "purportedly", "ostensibly", "perhaps",
        "possibly", "arguably", "so called", "falsely", "wrongly", "hypothetically",
    ],
    turns: &[
        "but", "however", "although", "though", "even though", "even if", "albeit", "yet", "and yet", "nevertheless",
        "nonetheless", "notwithstanding", "still", "on the contrary", "on the other hand", "then again", "that said",
        "despite", "in spite of", "or so", "except", "unless", "only",
    ],
    connectives: &["however", "nevertheless", "nonetheless", "still", "though", "that said", "then again", "on the other hand", "on the contrary", "yet"],
    takes_back: &[
        "but", "and yet", "unless", "except", "provided that", "only if",
        "this is not", "that is not", "this is false", "that is false", "this is wrong", "that is wrong", "not so",
        "this is untrue", "that is untrue", "none of this", "nothing of the sort", "this was not", "that was not",
        "it is not so", "this isn't", "that isn't", "that was a lie", "so it was said", "so they say",
    ],
    pairs: &["not only", "not just", "not merely", "not simply"],
    concessions: &["even if", "even though", "whether", "although", "though"],
    conditions: &[
        "if", "only if", "and if", "unless", "provided", "provided that", "providing that", "on condition", "in case",
        "as long as", "so long as", "in the event", "assuming", "supposing", "suppose", "only when", "insofar as",
        "to the extent", "were it", "had it", "even if", "or if",
    ],
    asks: &["whether"],
    denials: &[
        "denied that", "denies that", "deny that", "denied", "denies", "denying", "denied having", "false that",
        "untrue that", "wrong that", "wrong to say", "wrong to think", "no evidence that", "no evidence of",
        "no proof that", "no sign that", "no reason to believe", "no reason to think", "no basis for", "far from",
        "doubt that", "doubts that", "doubted that", "doubt whether", "unlikely that", "impossible that",
        "disputed that", "disputes that", "rejected the claim", "rejected the idea", "rejected the notion",
        "rejects the idea", "rejects the claim", "rejects the notion", "the myth that", "a myth that",
        "falsely claimed", "falsely claims", "wrongly claimed", "falsely said", "by no means", "refuted", "stop short of",
        "stopped short of", "a mistake to think", "a mistake to believe", "pretend that", "pretended that",
        "pretends that", "the fiction that", "lest", "absurd to say", "nonsense that", "a lie that", "the false claim",
    ],
    stops: &[
        "and", "or", "but", "because", "which", "who", "while", "whereas", "when", "since", "although", "so", "then",
        "as", "before", "after", "where",
    ],
    says: &[
        "said", "says", "replied", "replies", "answered", "argued", "argues", "claimed", "claims", "told", "wrote",
        "writes", "countered", "asked", "asks", "added", "insisted", "insists", "retorted", "objected", "disagreed",
        "responded", "stated", "warned", "warns", "noted", "declared", "believes", "thinks", "thought", "according",
    ],
    described: &[
        "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "his", "her",
        "its", "their", "our", "my", "your", "him", "them", "us", "who", "some", "many", "most", "all", "both", "one",
        "there", "in", "on", "at", "as", "for", "by", "of", "to", "and", "when", "then", "here", "now",
    ],
    pronouns: &["he", "she", "it", "they", "we", "i", "you"],
    numbers: &[
        "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty",
        "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen", "dozens",
        "half", "quarter", "thirds", "twice", "double", "triple", "percent", "per cent", "hundreds", "thousands",
        "millions", "billions",
    ],
    small_numbers: &["one", "two", "once", "zero"],
    joins: &["that"],
    prefixes: &["un", "in", "im", "il", "ir", "non", "dis", "mis", "anti"],
};
