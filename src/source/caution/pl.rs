//! The words of Polish.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "pl",
    common: &["w", "i", "na", "się", "z", "do", "nie", "że", "jest", "to", "jak", "przez", "dla"],
    harmless: &["nie tylko", "ale i", "ale także", "ale również", "lecz także", "nie ma wątpliwości", "bez wątpienia", "nie mniej niż", "nieprawdaż"],
    negations: &[
        "nie", "nigdy", "nikt", "nikogo", "nic", "niczego", "bez", "żaden", "żadna", "żadne", "żadnego",
        "żadnej", "żadnych", "ani", "zamiast", "ledwo", "rzadko", "nigdzie",
    ],
    contrasts: &["a nie", "ani", "zamiast"],
    limits: &[
        "tylko", "jedynie", "wyłącznie", "oprócz", "poza", "z wyjątkiem", "z wyłączeniem", "dopóki", "dopiero",
        "co najwyżej", "prócz",
    ],
    hedges: &[
        "prawie", "niemal", "rzekomo", "podobno", "być może", "domniemany", "domniemana", "tak zwany",
        "jakoby", "ponoć",
    ],
    turns: &[
        "ale", "lecz", "jednak", "jednakże", "choć", "chociaż", "mimo", "pomimo", "chyba że", "aczkolwiek",
        "wszakże", "o ile nie",
    ],
    connectives: &["jednak", "jednakże", "mimo to", "niemniej", "natomiast", "przeciwnie"],
    takes_back: &[
        "ale", "lecz", "to nieprawda", "to nie jest", "to kłamstwo", "to fałsz", "nic podobnego", "chyba że",
        "nieprawda",
    ],
    pairs: &["nie tylko"],
    concessions: &["nawet jeśli", "choćby"],
    conditions: &["jeśli", "jeżeli", "gdyby", "o ile", "pod warunkiem", "chyba że", "w przypadku", "dopóki"],
    asks: &["czy"],
    denials: &[
        "zaprzeczył", "zaprzeczyła", "zaprzeczyli", "zaprzecza", "zaprzeczają", "zdementował", "zdementowała",
        "dementuje", "nieprawda", "fałszywie", "kłamstwo", "brak dowodów", "wątpi", "wątpliwe", "odrzucił tezę",
        "mit",
    ],
    stops: &["i", "a", "oraz", "ponieważ", "bo", "gdy", "kiedy", "więc", "który", "która", "które"],
    says: &[
        "powiedział", "powiedziała", "mówi", "stwierdził", "stwierdziła", "napisał", "odpowiedział", "zapytał",
        "dodał", "dodała", "twierdzi", "uważa",
    ],
    described: &[
        "on", "ona", "ono", "oni", "one", "ten", "ta", "to", "ci", "te", "jego", "jej", "ich", "w", "na",
    ],
    pronouns: &["on", "ona", "oni", "one", "my", "ja"],
    numbers: &[
        "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć", "dwadzieścia",
        "trzydzieści", "sto", "tysiąc", "tysiące", "tysięcy", "milion", "miliony", "milionów", "miliard",
        "miliardy", "połowa", "pół", "procent",
    ],
    small_numbers: &["jeden", "dwa", "dwie"],
    joins: &["że", "iż", "żeby"],
    small: &["w", "na", "z", "ze", "do", "od", "i", "o", "przez", "po", "rok", "roku"],
    verbs: &["jest", "są", "był", "była", "było", "byli", "ma", "mają", "będzie", "może"],
    flat: &["nieprawda", "kłamstwo", "fałsz", "nie"],
    before: &["mało", "niewielu", "brak", "zakaz", "zakazano"],
    bounds: &["więcej niż", "mniej niż", "co najmniej", "co najwyżej", "ponad", "poniżej"],
    degrees: &[
        &["wszyscy", "wszystkie", "wszystkich", "każdy", "każda", "każde", "zawsze", "całkowicie"],
        &["większość", "zwykle", "zazwyczaj", "przeważnie"],
        &["wielu", "wiele", "często", "liczne"],
        &["niektórzy", "niektóre", "niektórych", "czasem", "czasami", "kilka", "kilku", "częściowo"],
    ],
    modals: &[
        &["mógłby", "mogłaby", "mogłyby", "mogliby"],
        &["może", "mogą", "mógłby", "mogłaby", "mogłyby", "mogliby", "mógł", "mogła", "mogli"],
        &["powinien", "powinna", "powinni", "powinny"],
        &["będzie", "będą"],
        &["musi", "muszą", "musiał", "musieli"],
    ],
    rates: &["na godzinę", "na dzień", "na rok", "na miesiąc", "na osobę", "na tydzień", "na minutę",
        "na sekundę", "za sztukę", "dziennie", "rocznie", "miesięcznie"],
    shares: &["na", "z"],
    ..NONE
};
