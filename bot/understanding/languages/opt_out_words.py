"""The words and sentences by which people ask for no more texts, in every language that a number's owner may use.

Sentences are regular expressions over lower-case words without accents and apostrophes; a name in braces stands for one
of ``PARTS``. A line break separates sentences.
"""

# ruff: noqa: E501 - a sentence stays on one line, else it reads as two

# Besides the keywords of ``bot/domain/carrier_keywords.py``: Twilio Proxy and Canadian carriers in French, and the word
# for STOP or UNSUBSCRIBE in the languages used most in the Americas and Europe. CANCEL is a carrier's keyword in English
# alone: in other languages it cancels a reminder.
KEYWORDS = """
    stopp unsub
    arret arrete arreter arrett desabonner desabonnement
    alto basta parar pare baja detener detente
    sair descadastrar
    abmelden abbestellen aufhoren
    ferma disiscrivi
    afmelden avsluta afmeld lopeta leiratkozas
    стоп отписка 停止 退订 退訂 配信停止 توقف הסר 중지 수신거부
"""

# Words that change nothing about the wish: first courtesies, then those that make "cancel" mean one reminder ("cancel
# now", "just cancel"), while CANCEL with a courtesy is still the carriers' word.
COURTESIES = """
    please pls plz plse hi hello hey ok okay thanks thank you thx ty u sorry por favor svp bitte
    bot robot guys sir madam bro dude man people folks everyone creep jerk jerks idiot idiots spammer spammers
"""
FILLERS = """
    now just immediately asap already forever permanently for good right away at once anymore again ever
"""

PARTS = {
    "me": "(?:me|us|my (?:phone|number|cell|mobile)|this (?:phone|number)|here)",
    # Several, or a kind: "this reminder" and "that alert" are about one of them, which can be deleted.
    "texts": "(?:(?:all|any|these|those|the|your|of|more|such|further|other|phone|marketing|automated|stupid|damn|annoying|unwanted|future) )*"
    "(?:texts|texting|(?:text|sms|spam) (?:messages?|msgs|reminders|alerts|notifications)|messages|messaging|msgs|sms|communications?|spam|crap|stuff|junk|garbage)",
    "sendable": "(?:(?:all|any|these|those|the|your|of|more|such|further|other|damn|stupid) )*(?:reminders|alerts|notifications|things)",
    "text": "(?:text|message|msg|contact|bother|spam|sms|call|write|harass|annoy|disturb|ping|email|send)",
    "texting": "(?:texting|messaging|msging|contacting|bothering|spamming|smsing|calling|writing|harassing|annoying|disturbing|pinging|blowing up)",
    "stop": "(?:stop|quit|cease|discontinue|halt|end)",
    "not": "(?:do not|dont|did not|didnt|no longer|never)",
    "want": "(?:(?:want|need|wish|care|like|consent|agree)(?: (?:to|for))?)",
    "anymore": "(?: (?:anymore|any more|any longer|again|ever again|ever|no more|at all|from you|from this number|to me))*",
}

SENTENCES = """
    {stop} (?:it )?(?:with )?{texting}(?: {me})?{anymore}
    {stop} sending(?: {me})?(?: {texts}| {sendable})?(?: to {me})?{anymore}
    (?:{stop}|cancel|no|no more) (?:with )?(?:all |the |these |those |your |any |my |more |further |future )*{texts}(?: to {me})?{anymore}
    (?:{stop}|cancel) this (?:service|program)
    stop (?:it|everything)
    i (?:already |just )?(?:said|told you(?: to)?|asked you to) (?:stop|unsubscribe|no)(?: {texting})?(?: {me})?
    (?:{not}|quit) (?:you )?(?:ever )?(?:dare )?{text} {me}(?: (?:with )?{texts})?{anymore}
    {not} (?:ever )?send(?: {me})?(?: anything| {texts}| {sendable})(?: to {me})?{anymore}
    (?:i |we )?(?:really )?{not} (?:{want} )?(?:(?:receive|get|receiving|getting|be getting|have) )?{texts}(?: sent)?(?: to {me})?{anymore}
    (?:i |we )?{not} (?:want|need|use) (?:this|your|the) (?:service|program){anymore}
    (?:i |we )?{not} {want} (?:you to {text}|be (?:texted|contacted|messaged)|hear|{text})(?: {me})?{anymore}
    (?:i )?{not} (?:sign|signed|subscribe|subscribed|ask|asked|agree|agreed|consent|consented)(?: up)?(?: (?:for|to) (?:this|that|these|it|any of this|receive {texts}|{texts}))?
    (?:unsubscribe|unsub|opt|remove|take|sign|deregister|unregister) (?:me|my number|this number|us)(?: (?:out|off|from|of|on|your|this|the|that|any|all|mailing|texting|text|contact|sms|lists?|texts?|messages?|database|system|records|service|program|these|alerts|reminders))*
    (?:remove|delete|erase|lose|forget) (?:my|this) (?:phone )?number(?: (?:from|off|your|the|this|list|system|database|records|phone))*
    (?:i |id )?(?:(?:would like to|like to|want to|wanna|wish to|need to) )?(?:unsubscribe|opt out|optout|revoke(?: my)?(?: consent)?|withdraw(?: my)? consent)(?: (?:from|of|me|your|this|these|the|all|list|texts|messages|service|consent))*
    how (?:do|can) i (?:unsubscribe|opt out|stop (?:these|the|your) (?:texts|messages)|get off (?:this|your) list)
    (?:i )?(?:opt|opted|opting) out
    get me off (?:of )?(?:this|your|the) (?:list|texts|service|thing)
    (?:i think )?(?:(?:you|youve|youre) (?:(?:have|got|texted|texting|are texting|must have) )*|this is |its )?(?:the |a )?wrong (?:number|person|guy)
    (?:this is )?not my (?:number|reminders)
    leave (?:me|us) (?:alone|be)
    go away|get lost|piss off|fuck off|cease and desist|back off
    no more {texts}{anymore}
    (?:ya )?no (?:quiero|deseo)(?: (?:recibir|mas))* (?:mas )?(?:mensajes|textos|recordatorios|sms)
    (?:no|deja de|dejen de|deje de) (?:me )?(?:envies|envien|manden|mandes|escribas|escribirme|mandarme|enviarme|molestarme)(?: mas)?(?: (?:mensajes|textos|sms))?(?: mas)?
    (?:darme|dar|dame) de baja|numero equivocado|cancelar suscripcion
    (?:je ne veux plus|ne plus|arretez|arrete)(?: (?:recevoir|de|d|m|envoyer|vos|ces|les|des))* (?:messages|textos|sms|ecrire)
    (?:me )?desabonne[rz]?(?: moi)?|mauvais numero
    (?:nao quero|para de|pare de|parem de)(?: (?:mais|receber|enviar|mandar|me))* (?:mensagens|sms|mensagem)
    keine (?:nachrichten|sms) mehr|falsche nummer|numero errado|numero sbagliato
"""

# Besides the keywords, each sentence above has one of the first, or one of the second beside one of the third.
TRIGGERS = """
    quit cease discontinue halt unsubscribe opt opted opting deregister unregister revoke withdraw wrong piss fuck numero
    deja dejen deje dar darme dame cancelar veux plus arretez desabonne desabonner desabonnez mauvais nao para parem
    keine falsche un
"""
WEAK_TRIGGERS = """
    no not dont don do didnt didn longer never remove take sign delete erase lose forget leave go get back pare cancel end
"""
OBJECTS = """
    text texts texting message messages messaging msg msgs contact contacted contacting bother bothering spam spamming sms
    call calling write writing harass harassing annoy annoying disturb disturbing ping pinging email alert alerts
    notification notifications communication communications reminders reminder junk crap garbage stuff things anything
    subscription service hear send sending receive receiving sign signed subscribe subscribed agree agreed consent ask
    asked list number alone be away lost off out database system more mensajes textos recordatorios envies envien manden
    mandes escribas reminders texted messaged this that it everything
"""
