//! What else a country is called in news: after its people, its capital, the seat of its government.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each line is one country: its names and what stands for it, in lower case and without full stops.
/// Words that stand for several are in several lines; to be found under one of them is enough.
const NATIONS: &str = "\
afghanistan afghan afghans kabul
albania albanian albanians tirana
algeria algerian algerians algiers
america american americans us usa united washington pentagon states white capitol uncle sam
argentina argentine argentines argentinian argentinians aires
armenia armenian armenians yerevan
australia australian australians canberra
austria austrian austrians vienna
azerbaijan azerbaijani azerbaijanis azeri baku
bangladesh bangladeshi bangladeshis dhaka
belarus belarusian belarusians minsk
belgium belgian belgians brussels
bolivia bolivian bolivians
bosnia bosnian bosnians sarajevo
brazil brazilian brazilians brasilia brasília
britain british uk united kingdom england english anglo london briton britons downing
bulgaria bulgarian bulgarians sofia
burma burmese myanmar naypyidaw rangoon
cambodia cambodian cambodians phnom khmer
canada canadian canadians ottawa
chile chilean chileans santiago
dominica dominican dominicans
china chinese beijing sino peking prc people’s peoples zhongnanhai mainland
colombia colombian colombians bogota bogotá
congo congolese kinshasa
croatia croatian croatians croat croats zagreb
cuba cuban cubans havana
cyprus cypriot cypriots nicosia
czechia czech czechs prague
denmark danish dane danes copenhagen
egypt egyptian egyptians cairo
estonia estonian estonians tallinn
ethiopia ethiopian ethiopians addis
europe european europeans eu brussels
finland finnish finn finns helsinki
france french paris frenchman élysée franco
georgia georgian georgians tbilisi
germany german germans berlin
guinea guinean guineans conakry
ghana ghanaian ghanaians accra
greece greek greeks athens
hungary hungarian hungarians budapest
iceland icelandic icelander icelanders reykjavik
india indian indians indo delhi
indonesia indonesian indonesians jakarta
iran iranian iranians tehran teheran persian
iraq iraqi iraqis baghdad
ireland irish dublin
israel israeli israelis jerusalem
italy italian italians rome
japan japanese tokyo
jordan jordanian jordanians amman
kazakhstan kazakh kazakhs astana
kenya kenyan kenyans nairobi
korea korean koreans seoul rok
korea korean koreans pyongyang dprk
kyrgyzstan kyrgyz bishkek
laos laotian laotians vientiane
latvia latvian latvians riga
lebanon lebanese beirut
libya libyan libyans tripoli
lithuania lithuanian lithuanians vilnius
malaysia malaysian malaysians kuala
mexico mexican mexicans
moldova moldovan moldovans chisinau
mongolia mongolian mongolians mongol ulaanbaatar ulan
morocco moroccan moroccans rabat
nepal nepali nepalese kathmandu
netherlands dutch hague amsterdam holland
niger nigerien nigeriens niamey
nigeria nigerian nigerians abuja
norway norwegian norwegians oslo
pakistan pakistani pakistanis islamabad
palestine palestinian palestinians gaza
peru peruvian peruvians lima
philippines philippine filipino filipinos manila
poland polish pole poles warsaw
portugal portuguese lisbon
qatar qatari qataris doha
romania romanian romanians bucharest
russia russian russians russo moscow kremlin soviet soviets ussr federation muscovite muscovites czarist tsarist
saudi arabia saudis riyadh
serbia serbian serbians serb serbs belgrade
singapore singaporean singaporeans
slovenia slovenian slovenians slovene slovenes ljubljana
slovakia slovak slovaks bratislava
somalia somali somalis mogadishu
spain spanish spaniard spaniards madrid
sudan sudanese khartoum
sweden swedish swede swedes stockholm
switzerland swiss bern geneva
syria syrian syrians damascus assad
taiwan taiwanese taipei
tajikistan tajik tajiks dushanbe
thailand thai thais bangkok
tunisia tunisian tunisians tunis
turkey turkish turk turks ankara türkiye
turkmenistan turkmen ashgabat
uganda ugandan ugandans kampala
ukraine ukrainian ukrainians kyiv kiev
uzbekistan uzbek uzbeks tashkent
venezuela venezuelan venezuelans caracas
vietnam vietnamese hanoi
yemen yemeni yemenis sanaa
zimbabwe zimbabwean zimbabweans harare
abkhazia abkhaz abkhazian abkhazians sukhumi
africa african africans
arab arabs arabia arabic arabian
asia asian asians
chechnya chechen chechens grozny
crimea crimean crimeans
hong kong hongkong hongkonger hongkongers
ossetia ossetian ossetians
siberia siberian siberians
tibet tibetan tibetans lhasa
xinjiang uighur uighurs uyghur uyghurs urumqi
nato atlantic alliance
islam islamic muslim muslims
";

/// For each word the lines that it stands in.
static LINES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut lines: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in NATIONS.lines() {
        for name in line.split(' ') {
            lines.entry(name).or_default().push(line);
        }
    }
    lines
});

/// The names of all that a word stands for; none if it stands for no country.
pub(super) fn others(word: &str) -> impl Iterator<Item = &'static str> {
    LINES.get(word).into_iter().flatten().flat_map(|line| line.split(' '))
}

/// The first name of the country that a word stands for: “chinese” and “beijing” are “china”.
pub(super) fn country(word: &str) -> Option<&'static str> {
    LINES.get(word)?.first()?.split(' ').next()
}

/// Whether a word stands for a country.
pub(super) fn is_nation(word: &str) -> bool {
    LINES.contains_key(word)
}

/// Capitals that stand for their countries, as long as nobody is or goes there.
const CITIES: &[&str] = &[
    "kabul",
    "tirana",
    "algiers",
    "washington",
    "yerevan",
    "canberra",
    "vienna",
    "baku",
    "dhaka",
    "minsk",
    "brussels",
    "sarajevo",
    "brasilia",
    "london",
    "sofia",
    "rangoon",
    "ottawa",
    "santiago",
    "beijing",
    "peking",
    "zagreb",
    "havana",
    "nicosia",
    "prague",
    "copenhagen",
    "cairo",
    "tallinn",
    "helsinki",
    "paris",
    "tbilisi",
    "berlin",
    "accra",
    "athens",
    "budapest",
    "reykjavik",
    "delhi",
    "jakarta",
    "tehran",
    "teheran",
    "baghdad",
    "dublin",
    "jerusalem",
    "rome",
    "tokyo",
    "amman",
    "astana",
    "nairobi",
    "seoul",
    "pyongyang",
    "bishkek",
    "vientiane",
    "riga",
    "beirut",
    "tripoli",
    "vilnius",
    "chisinau",
    "ulaanbaatar",
    "rabat",
    "kathmandu",
    "amsterdam",
    "abuja",
    "oslo",
    "lima",
    "manila",
    "warsaw",
    "lisbon",
    "doha",
    "bucharest",
    "moscow",
    "riyadh",
    "belgrade",
    "bratislava",
    "mogadishu",
    "madrid",
    "khartoum",
    "stockholm",
    "bern",
    "geneva",
    "damascus",
    "taipei",
    "dushanbe",
    "bangkok",
    "tunis",
    "ankara",
    "ashgabat",
    "kampala",
    "tashkent",
    "caracas",
    "hanoi",
    "sanaa",
    "harare",
    "grozny",
    "lhasa",
];

/// Whether a word is a city that may stand for its country.
pub(super) fn is_city(word: &str) -> bool {
    CITIES.contains(&word)
}
