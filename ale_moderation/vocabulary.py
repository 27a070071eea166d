"""What a moderator calls what the library names: kinds, facts, and what is known of a comment.

Every entry is a (Swedish, English) pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ale_moderation.wording import Lang, Pair, pick

KIND_WORDS: Mapping[str, Pair] = MappingProxyType(
    {
        "spam": ("skräp", "spam"),
        "advertising": ("reklam", "advertising"),
        "unlawful": ("olagligt erbjudande", "unlawful offer"),
        "offensive.insult": ("kränkning", "insult"),
        "offensive.hate": ("hat mot en grupp", "hate against a group"),
        "offensive.threat": ("hot", "threat"),
        "offensive.incitement": ("uppmaning till brott", "incitement"),
        "offensive.selfharm": ("uppmaning till självskada", "urging to self-harm"),
        "offensive.defamation": ("utpekande", "defamation"),
        "offensive.obscene": ("stötande innehåll", "obscene content"),
        "confidential": ("sekretess", "confidential"),
        "personal_data.identifier": ("identifierande nummer", "identifying number"),
        "personal_data.contact": ("kontaktuppgift", "contact data"),
        "personal_data.named": ("namngiven person", "named person"),
        "personal_data.sensitive": ("känslig uppgift", "sensitive data"),
        "personal_data.criminal": ("uppgift om brott", "data on offences"),
        "personal_data.official": ("person i tjänsten", "person in office"),
        "personal_data.self": ("uppgift om skribenten", "data on the writer"),
        "question": ("fråga", "question"),
        "complaint": ("klagomål eller förslag", "complaint or suggestion"),
        "fault_report": ("felanmälan", "fault report"),
        "case_handling": ("eget ärende", "own case"),
        "event_tip": ("tips om evenemang", "event tip"),
        "benign": ("ofarligt", "harmless"),
        "criticism": ("kritik", "criticism"),
        "quote": ("citat", "quotation"),
        "important.abuse_report": ("anmälan om kränkning i skolan", "report of abuse at school"),
        "important.appeal": ("överklagande", "appeal"),
        "important.concern_report": ("oro för ett barn", "concern about a child"),
        "important.damage_claim": ("krav på skadestånd", "claim for damages"),
        "important.gdpr_request": ("begäran enligt dataskyddsförordningen", "GDPR request"),
        "important.misconduct_tip": ("tips om missförhållande", "tip about misconduct"),
        "important.other": ("annan information av vikt", "other important information"),
        "important.person_at_risk": ("person i fara", "person at risk"),
        "important.record_request": ("begäran om allmän handling", "request for public records"),
        "important.supervision_tip": ("tips till tillsynen", "tip for supervision"),
        "important.threat_official": ("hot mot tjänsteperson", "threat against an official"),
    }
)
"""By kind of finding."""

FACT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "consent": "samtycke till personuppgifterna",
        "author_role": "vem som skrev",
        "triggered_action": "någon har agerat på kommentaren",
        "records_request": "någon har begärt ut kommentaren",
        "gallring_decision": "ett gallringsbeslut gäller",
        "insult_person": "kränkning av en privatperson",
        "insult_commenter": "kränkning av den som tilltalas",
        "insult_staff": "kränkning av personal som går att känna igen",
        "insult_politician": "kränkning av en politiker i rollen",
        "insult_child": "kränkning av ett barn",
        "insult_body": "hårda ord om en verksamhet eller sak",
        "insult_unclear": "kränkning med oklart mål",
        "offence_voice": "i vems mun orden ligger",
        "hate": "hat mot en skyddad grupp",
        "threat": "hot mot någon",
        "threat_official": "hotet gäller personal, politiker eller verksamheten",
        "incitement": "uppmaning till brott eller trakasserier",
        "selfharm_urging": "uppmaning till någon att skada sig",
        "defamation": "en levande person pekas ut",
        "obscene": "stötande, blodigt eller sexuellt innehåll",
        "hate_told": "missaktning för en folkgrupp, så som den brukar uttryckas",
        "offence_told": "förakt för någon i tjänst eller vid namn, så som det brukar uttryckas",
        "identifier_third": "någon annans personnummer, konto eller liknande",
        "identifier_self": "skribentens eget nummer",
        "contact_third": "någon annans telefon, e-post eller adress",
        "contact_self": "skribentens egna kontaktuppgifter",
        "contact_offered": "nummer eller e-post som skribenten nås på",
        "notice": "anslag till grannar om något tappat, hittat, utlånat eller bortskänkt",
        "named_private": "en privatperson nämns med namn",
        "official_named": "någon nämns i sin tjänst",
        "sensitive_third": "känslig uppgift om någon annan",
        "private_told": "något privat om någon annan, så som det brukar berättas",
        "sensitive_self": "skribentens egen känsliga uppgift",
        "criminal_third": "uppgift om någon annans brott",
        "confidential_third": "socialtjänst, vård eller elevhälsa om någon annan",
        "confidential_self": "skribentens eget pågående ärende där",
        "protected_identity": "röjer var en skyddad person finns",
        "security_information": "koder, nycklar eller brister i skydd",
        "procurement_secret": "anbud före beslut",
        "insider": "skribenten arbetar med det som avslöjas",
        "record_request": "begäran om allmän handling",
        "removal_query": "frågar varför en kommentar togs bort",
        "appeal": "överklagande eller begäran om omprövning",
        "damage_claim": "krav på skadestånd",
        "gdpr_request": "begäran enligt dataskyddsförordningen",
        "misconduct_tip": "tips om missförhållande eller jäv",
        "whistleblower": "tipset kommer inifrån",
        "supervision_tip": "tips till miljö- eller byggtillsyn",
        "abuse_report": "anmälan om kränkande behandling av elev",
        "concern_report": "oro för ett barn som går att känna igen",
        "self_at_risk": "skribenten kan skada sig",
        "other_at_risk": "någon, okänd, är i fara nu",
        "identified_at_risk": "en person som går att känna igen är i fara",
        "important_other": "varning, krisinformation, medborgarförslag …",
        "question": "fråga eller begäran om hjälp",
        "own_matter": "gäller skribentens eget ärende",
        "complaint": "klagomål eller förslag om något konkret",
        "formal_complaint": "klagomål på vård, skolans trygghet eller i ett ärende",
        "fault": "felanmälan",
        "danger": "felet är farligt",
        "spam": "skräp",
        "advertising": "reklam",
        "unlawful_offer": "erbjudandet är i sig ett brott",
        "phishing": "i en myndighets, banks eller plattforms namn",
        "event_tip": "tips från förening eller insamling",
        "customer_praise": "en kunds omdöme om ett företag",
        "criticism": "kritik av verksamhet, beslut eller politik",
        "long_prose": "så lång text att ett enda tecken kan vara en slump",
        "resembles_removed": "inget enskilt tar bort den, men den liknar sådant som tas bort",
        "image_hint": "pekar på en bild, film eller länk som inte kan bedömas",
    }
)
"""By fact, in Swedish; `Fact.about` says it in English."""

CONTEXT_WORDS: Mapping[str, Pair] = MappingProxyType(
    {
        "consent": ("Samtycke", "Consent"),
        "author_role": ("Skribent", "Writer"),
        "triggered_action": ("Föranlett åtgärd", "Somebody acted on it"),
        "records_request_pending": ("Begärd som allmän handling", "Requested as a record"),
        "gallring_decision": ("Gallringsbeslut gäller", "Disposal decision in force"),
        "channel": ("Kanal", "Channel"),
    }
)
"""By what the caller may know of a comment: the fields of `Comment`, and the policy's decision."""

KNOWN: Mapping[str, bool | None] = MappingProxyType({"unknown": None, "no": False, "yes": True})
"""What may be known of a yes or no."""

VALUE_WORDS: Mapping[str, Pair] = MappingProxyType(
    {
        "unknown": ("okänt", "unknown"),
        "given": ("har getts", "given"),
        "self": ("uppgifterna är skribentens egna", "the writer's own data"),
        "official": ("gäller någon i tjänsten", "somebody in office"),
        "resident": ("invånare", "resident"),
        "employee": ("anställd", "employee"),
        "politician": ("politiker", "politician"),
        "municipality": ("kommunen", "the municipality"),
        "yes": ("ja", "yes"),
        "no": ("nej", "no"),
        "none": ("ingen", "none"),
        "mild": ("mild", "mild"),
        "crude": ("grov", "crude"),
        "degrading": ("nedsättande", "degrading"),
        "suspected": ("misstänkt", "suspected"),
        "clear": ("tydlig", "clear"),
        "coded": ("kodad", "coded"),
        "open": ("öppen", "open"),
        "veiled": ("beslöjat", "veiled"),
        "own": ("egen", "own"),
        "quoted": ("citerat", "quoted"),
        "reported": ("återgivet", "reported"),
        "negated": ("nekat", "negated"),
        "reclaimed": ("återtaget", "reclaimed"),
        "figurative": ("bildligt", "figurative"),
        "keep": ("låt stå", "keep"),
        "hide_pending": ("dölj så länge", "hide until decided"),
        "remove": ("ta bort", "remove"),
        "gallra": ("gallra", "dispose of"),
        "register": ("registrera", "register"),
        "register_with_secrecy_mark": ("registrera med sekretess", "register with secrecy mark"),
        "answer_public": ("svara i tråden", "answer in the thread"),
        "answer_other_channel": ("svara i annan kanal", "answer in another channel"),
        "forward": ("lämna vidare", "forward"),
        "emergency": ("112", "112"),
        "social_services": ("socialtjänsten", "social services"),
        "police": ("polisen", "the police"),
        "security": ("säkerhetsansvarig", "security"),
        "manager": ("chefen", "the manager"),
        "data_protection_officer": ("dataskyddsombudet", "data protection officer"),
        "it_security": ("it-säkerhet", "IT security"),
        "human_review": ("en människa", "a human"),
        "visibility": ("synlighet", "visibility"),
        "record": ("diarium", "record"),
        "service": ("service", "service"),
        "escalation": ("kontakta", "contact"),
    }
)
"""By value of a fact, of an axis and of what the caller knows, and the axes themselves."""


def word(name: str, lang: Lang) -> str:
    """What a value or an axis is called; values are one word each, whatever fact holds them."""
    return pick(VALUE_WORDS[name], lang)
