"""What machines write, as regular expressions over the text without typographic characters, one a line.

``@`` is the start of a sentence: there a machine says "your bill is due", while a person has an errand before it.
``OWN`` is what reminder bots say, this one included. It decides even where the text has a person's words in it, as
the bot's help has ("remind me tomorrow 9am to call mom"); ``PERSON`` decides over all the others.
"""

# ruff: noqa: E501 - a phrase stays on one line, else it reads as two

PERSON = r"""
    \b(?:remind (?:me|us)|reminder (?:for me|to)|wake me|don'?t let me forget|(?<!not )set (?:a|an|me|my|up)|text me|tell me)\b
    \b(?:nudge me|ping me|alarm (?:for|at)|timer (?:for|of))\b
    ^[^.;!?\n]{1,40}[,.;!-]+ *(?:again |otra vez |mejor |maybe |try |ask me )?(?:in|en|dentro de) (?:(?:like|about|another|a|an|half|the|couple|of|few|\d{1,3}|one|two|ten|fifteen|twenty|thirty|como|unos|unas|otra|otro|media|medio|un|una|par|de|dos|tres|cinco|diez|quince|veinte|treinta) ?)+(?:min|mins|minutes?|minutos?|minutitos?|h|hrs?|hours?|horas?|ratito)\W*$
"""

OWN = r"""
    @reminder \(was due\b|@reminder \d+ (?:set for|is already set|moved to|now|paused|is next|is back)\b|\bnot right\? text delete \d|\btext undo to\b|\btext \? for help\b
    @i'm a reminder bot\b|@(?:hi|hello|hey)\W+(?:it's|this is|i'm) (?:your |the |a )?reminder ?bot\b|\byou asked (?:me|us) to remind you\b
    @(?:(?:ok|okay|sure|got it|great|done|alright|no problem)\W+)?i(?:'ll| will) (?:remind|text|ping|notify|alert) you\b|@(?:ok|okay|got it|great|done)\W+i(?:'ve| have)? (?:set|created|scheduled) (?:a|your) (?:reminder|alarm)\b
    @you(?:'ll| will) (?:get|receive) (?:a |your )?(?:reminder|notification)\b|@(?:your |the )?reminder (?:has been|is now|was|is) (?:set|scheduled|created|saved|confirmed)\b
    @(?:i'm |i am )?(?:sorry,? )?(?:but )?i (?:didn't|did not|don't|do not|couldn't|could not) (?:quite )?(?:understand|get|recognize|catch)\b.*\b(?:text|reply|type|send|try)\b
"""

# In English.
AUTOMATIC = r"""
    @\W*(?:auto(?:matic|mated)?[- ]?(?:reply|response|responder|message|text))\b|\bthis is an auto(?:matic|mated)?[- ]?(?:reply|response|message|text)\b
    \bautomatically generated|\bsent automatically\b|\bthis is a no-?reply\b
    \b(?:do not|don't) (?:reply|respond) to this\b|\bdo-not-reply\b|@do not reply\.|\breplies (?:to this \w+ )?are not (?:monitored|read)\b
    \b(?:number|mailbox|inbox|line|account|messages|texts|emails|replies) (?:is|are) (?:not|un) ?(?:monitored|attended|staffed)|\b(?:isn't|is not) monitored\b|\bunmonitored (?:number|mailbox|inbox)
    \b(?:does not|doesn't|cannot|can't) (?:accept|receive) (?:incoming |inbound |any )?(?:messages|texts|replies|text messages|sms)\b|\bnot set up to receive\b|\bfor notifications only\b
    \bthe (?:number|person|customer) you (?:have )?(?:texted|dialed|called|reached|are (?:trying|texting|calling|contacting))\b|\bis not in service\b
    @(?:i am|i'm|we are|we're) (?:currently |now )?(?:out of (?:the )?office|on (?:annual |parental |maternity )?leave|away from my (?:desk|phone|email))\b.*\b(?:until|return|back|limited|urgent|access|respond|reply)\b
    @(?:i am|i'm|we are|we're) (?:currently |now )?(?:on (?:vacation|holiday|leave|pto)|away|travell?ing|unavailable|busy|in a meeting|at work)\b.*\b(?:get back to you|respond|reply|return your|limited access|urgent|(?:call|text) you)\b
    @(?:out of (?:the )?office|ooo)\b(?=.*\b(?:back|return|until|till)\b).*\b(?:i (?:will|am)|i'll|i'm|urgent|contact|respond|reply)\b
    @(?:thank you|thanks) (?:so much )?for (?:your (?:message|text|email|inquiry|enquiry|order|payment|purchase|patience|interest|request|call)|(?:contacting|texting|messaging|calling|writing|reaching out|getting in touch|shopping|choosing|visiting)(?! me)\b)
    @(?:we|we've|we have) received your (?:message|request|inquiry|enquiry|text|email|order|payment|application)\b|@(?:(?:hi|hello)\W+)?you(?:'ve| have) reached\b
    @(?:our |the )?(?:office |business |opening |store |regular )?hours are\b|\bhours(?: of operation)?(?: are|:) *(?:\w+ ){0,3}(?:mon|tue|wed|thu|fri|sat|sun)\w* ?(?:-|to|through|thru|till) ?(?:mon|tue|wed|thu|fri|sat|sun)|\bhours of operation (?:are|:)
    @sorry,? (?:i|we) missed your (?:call|text|message)\b|@(?:sorry,? )(?:can't|cannot) (?:talk|answer|take your call) (?:right )?now\b
    @(?:(?:i am|i'm) )?(?:currently |now )?(?:away from (?:my |the )?(?:phone|desk|computer|keyboard)|afk)\b|@we(?:'ll| will) (?:be back|re-?open) (?:on|at|in|tomorrow|monday)\b.*\b(?:emergency|emergencies|urgent|hours)\b
    @we(?:'re| are) (?:currently closed|closed(?=(?: today| tomorrow)?\.)|closed (?:right now|at the moment|until|for the))\b|@(?:our|the) (?:office|store|shop|clinic|practice|branch|bank) (?:is|will be) (?:currently )?closed\b
    @(?:sorry, )?(?:i|we)(?:'ll| will) (?:get back to you|(?:respond|reply)(?! to (?!you))|return your (?:call|message|text)|see your message|be in touch)\b
    \bdo not disturb while driving\b|\bdriving focus\b|\bsent from my car\b|@(?:sorry, )?(?:i'm|i am) (?:currently )?driving(?: right now| and (?:can't|will)|\.)|\bnotifications (?:are )?(?:silenced|turned off)|\bnot receiving notifications
    @(?:sorry,? )?i (?:can't|cannot|am unable to) (?:talk|take your call|answer|come to the phone) right now\b
    \b(?:verification|security|confirmation|login|log-in|sign-in|access|auth(?:entication|orization)?|one[- ]time|2fa|otp) (?:pass)?code\b.*\d{4}
    @\d{4,8} is your\b|\bG-\d{5,8} is\b|@your (?:[\w&'-]+ ){0,3}(?:code|otp|pin|passcode)(?: is)?:? ?\d|@use \d{4,8} (?:to|as)\b
    \b(?:don't|do not|never) share (?:this|your|the) (?:code|otp|pin|password)
    @your (?:[\w&'-]+ ){0,3}(?:bill|statement|invoice|payment|balance|autopay|refund) (?:of|is|for|has|was|in the amount)\b|\bautopay is scheduled\b
    @(?:payment|bill|invoice|appt|appointment) reminder\b.*\b(?:your (?:\w+ ){0,2}(?:invoice|bill|payment|account|appointment)|reply)\b
    @your (?:[\w&'-]+ ){0,2}(?:order|package|parcel|delivery|shipment|ride|driver|uber|lyft|taxi|table|prescription|rx|train|bus)s? (?:\#?\w+ )?(?:is|has|have|are|was|will|from)\b
    @your (?:\w+ ){0,3}(?:account|card|appointment|reservation|booking|subscription|membership|flight) (?:\w+ ){0,4}(?:is|has|was|will be|ending|scheduled|confirmed|expires?|departs?)\b|\bnow (?:departs|arrives|boarding)\b
    @(?:ups|usps|fedex|dhl|amazon|ontrac|hermes|dpd)\W*(?:update|alert|notice|delivery|tracking)s?:
    @this is (?:a|your) (?:friendly |courtesy |quick )?reminder (?:from|that|your|of your|about your|for your)\b
    [.!?:\n] *reply (?:with )?["']?(?:y|n|c|yes|no|stop|help|start|1|2|confirm|cancel)["']? (?:to|for|or)\b
    .{3}\b(?:text|txt|send) ["']?stop["']? to\b|\breply stop\b|\b(?:msg|message) ?(?:&|and) ?data rates\b|\breply help for help\b|\btext back ["']?unstop\b|\bnetwork msg\b
    @(?:you|you've) (?:have |are |were )?(?:been )?(?:now )?(?:successfully )?(?:been )?(?:subscribed|unsubscribed|opted (?:in|out)|enrolled)\b
    \b(?:fraud|security|account|balance|transaction) alert:|\bunusual (?:activity|sign-?in)\b
    \bmessage (?:could not be|was not|failed to be|not) (?:delivered|sent)\b|@(?:your )?message (?:failed|blocked|not sent|was blocked)\b|\bundeliverable\b|@(?:message )?delivery (?:failed|failure)\b|\bmessage blocking is active\b|\bunable to (?:send|deliver) (?:your )?message\b
    @service access denied\b|@(?:error: )?invalid number\b|\bplease re-?send using a valid\b
    @your (?!(?:last |first |other )?(?:reminders?|texts?|messages?|reply|replies|answers?|bot|clock|time|times|zone|list)\b)(?:[\w#&'$.-]+ ){1,6}(?:is|are|has|have|was|were|will|arrives|departs|expires|ends)\b
    @(?:here is |here's |this is )?your (?:\w+ ){0,3}(?:code|otp|pin|passcode)\b.{0,40}\d{4}|@enter \d{4,8} to\b|@\d{4,8} is the code\b
    @i(?:'ll| will) be out of (?:the )?office (?:starting|from|until|through)\b|@(?:i am|i'm|we are|we're) currently (?:away|unavailable|out|busy|experiencing|closed)\b|@(?:i am|i'm) driving now\b
    \b(?:inbox|number|line|mailbox|account) (?:isn't|is not|won't be|will not be) (?:checked|read|monitored|attended)|@(?:texts|replies|responses|messages) (?:sent )?to this (?:number|line|message|text) (?:are|will|aren't|won't)\b|@please (?:do not|don't) (?:respond|reply)\.|\bunattended (?:line|mailbox|number|inbox)
    @(?:bill|amount|balance|past) due(?: notice)?:|@autopay:|@(?:a )?payment of \$?[\d.,]+ (?:is|was|will|has)\b
    @you(?:'ve| have| are) (?:got )?(?:an? |your )?(?:upcoming )?(?:appointment|booking|reservation|scheduled for|booked for)\b|@(?:appointment|booking|reservation|order|visit|payment|delivery) (?:confirmed|confirmation|received|scheduled)[:.!]
    [.!?:\n] *(?:text|respond|press) (?:with )?["']?(?:y|n|c|yes|no|1|2|confirm)["']? (?:to|for|or)\b|@reminder from [a-z&' .]{2,30}: ?you\b|@reminder from [a-z&' .]{2,30}: ?your\b
    @(?:message|text|sms) to [+\d()\- ]{7,20}(?:failed|was not|could not|wasn't)\b|@undelivered[:.]
    @(?:\w+, )?(?:our|the) (?:team|staff|agents?|office|store|representatives?) (?:is|are|will be) (?:available|open|here|happy)\b|@we(?:'re| are) open\b.*\d
    @our (?:shop|store|salon|clinic|practice|restaurant|branch|studio|desk|phone line) (?:is|will be) (?:open|available|staffed|closed)\b
    @(?:away|out|on leave|on vacation|on holiday|unavailable) (?:until|till|from|through)\b.*\b(?:urgent|emergency|emergencies|in my absence|for help|contact)\b
    @you have (?:\d+ |an? )?(?:new |unheard |missed |unread )+(?:voice ?mail|voice message|message|call)s?\b|@(?:new )?(?:voice ?mail|missed call)s? from [+\d(]
    @if (?:this is|it's|you have) an emergency\b.*\b(?:911|999|112|call)\b
"""

# In other languages: a word of a machine's own, or its thanks; the person writes English to this bot.
AUTOMATIC_ELSEWHERE = r"""
    \b(?:mensaje|respuesta) autom\w*tic[oa]\b|\bno responda a este\b|@(?:muchas )?gracias por (?:su|tu) (?:mensaje|consulta|compra|pago|contacto|llamada)\b|\bnuestro horario\b|\bestoy fuera de la oficina\b
    \bc\w*digo de (?:verifica\w+|seguri\w+|seguran\w+|acceso|acesso|confirma\w+)\b.*\d{4}|\bcode de (?:v\w+rification|s\w+curit\w+|confirmation)\b.*\d{4}|\b(?:best\w*tigungs|sicherheits|verifizierungs)code\b.*\d{4}
    \b(?:message|r\w+ponse) automatique\b|\bne pas r\w+pondre\b|@merci (?:pour|de) votre (?:message|commande|appel|demande)\b|\bnos horaires\b|@(?:je suis|nous sommes) (?:actuellement )?absent
    \bautomatische (?:antwort|nachricht)\b|@(?:vielen )?dank f\w+r (?:ihre|deine) (?:nachricht|anfrage|bestellung|zahlung)\b|\b(?:unsere )?(?:b\w+rozeiten|\w+ffnungszeiten)\b|\babwesenheitsnotiz\b|\bnicht auf diese (?:nachricht|sms)\b
    \b(?:mensagem|resposta) autom\w*tica\b|\bn\w+o responda\b|@obrigad[oa] pel[ao] (?:sua |seu )?(?:mensagem|contato|contacto|pedido|pagamento)\b|\bnosso hor\w+rio\b
    \b(?:messaggio|risposta) automatic[oa]\b|@grazie per (?:il suo|il tuo|averci) \w+\b|\bnon rispondere a questo\b
    @(?:ahora mismo )?estoy (?:conduciendo|manejando)\b|@(?:ahora )?no puedo (?:hablar|contestar|atender)\b|@(?:agora )?estou (?:a conduzir|dirigindo|ausente|fora do escrit\w+rio|de f\w+rias)\b
    @je (?:conduis|suis (?:au volant|en conduite|en r\w+union|en cong\w+))\b|@je ne peux pas (?:parler|r\w+pondre)\b|@(?:sto guidando|sono (?:alla guida|fuori ufficio)|non posso (?:parlare|rispondere))\b
    @ich (?:fahre gerade|kann gerade nicht|bin gerade (?:am steuer|nicht erreichbar))\b|@ich bin (?:bis|ab|vom)\b.*\b(?:nicht (?:im b\w+ro|erreichbar)|wieder erreichbar)\b
    @automatisch (?:antwoord|bericht)\b|@ik (?:rijd nu|ben aan het rijden)\b|@ik ben (?:momenteel|tot|vanaf|op dit moment|nu)\b.*\b(?:afwezig|niet aanwezig|bereikbaar)\b|@(?:je|uw|jouw) (?:verificatie|bevestigings|inlog)code\b
    @auto(?:svar|matisk(?:t)? svar)|@automaattinen vastaus|@automatyczna odpowied|@otomatik yan\w+t|@kod (?:weryfikacyjny|potwierdz)|@do\w+rulama kod
    @(?:ваш )?код подтверждения|@автоответ|@я (?:сейчас )?за рул|@автовідповідь|@код підтвердження|@رد تلقائي|@رمز التحقق|@מענה אוטומטי|@קוד אימות
    @.{0,20}?(?:自動(?:返信|応答|送信)|自动回复|自動回覆|认证码|验证码|驗證碼|認証コード|確認コード|자동 ?(?:응답|회신)|인증 ?번호)|@(?:我)?(?:正在|在)(?:开车|開車)|@(?:ただいま|現在)?(?:運転中|不在)|@(?:지금 )?운전 ?중
"""

# Every phrase that may be anywhere contains one of these.
STEMS = """
    auto digo no-reply noreply reply respond replies monitored unmonitored attended staffed accept receive set checked read
    notifications dialed reached texted called trying service hours disturb driving car code passcode share g- departs
    arrives boarding text stop msg data rates press unstop network alert: unusual message undeliverable unable deliver
    re-send resend start horario horaires oficina responda pondre nachricht zeiten abwesenheitsnotiz mensaje respuesta
    mensagem resposta hor\u00e1rio messaggio risposta rispondere
"""
