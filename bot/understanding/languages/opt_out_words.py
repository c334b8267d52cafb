"""The words of a wish for no more texts, by what they say, in the languages that the owner of a number may use.

Words are in lower case, without accents and apostrophes. A word may be in several classes; languages share them.
"""

# ruff: noqa: E501, RUF001 - a phrase stays on one line, else it reads as two; letters of other scripts are what is meant

# Besides the keywords of ``bot/domain/carrier_keywords.py``: Twilio Proxy and Canadian carriers in French, and the words
# for STOP, UNSUBSCRIBE and "enough", but not "wait", in the languages that the owner of a number may speak. CANCEL is a carrier's keyword
# in English alone: where the bot reads dates in a language, the word for it cancels a reminder.
_KEYWORDS = {
    "en": "stopp stopplease pleasestop stoptexting stoptextingme unsub unsubscribed unsubscribing discontinue cease halt",
    "fr": "arret arrete arreter arretez arrett desabonner desabonnement desinscrire desinscription resilier",
    "es, ca, gl": "alto basta parar pare paren baja detener detente cesen atura atureu pareu",
    "pt": "sair descadastrar remover fim chega",
    "de": "abmelden abmeldung abbestellen aufhoren aufhoeren stoppen beenden schluss",
    "it": "ferma fermare fermate fermati disiscrivi disiscrivimi smettila smettetela",
    "nl, af": "afmelden uitschrijven opzeggen staak",
    "sv, no, da, is": "stoppa sluta avsluta avregistrera slutt avslutt avmeld afmeld afmelding haetta",
    "fi, et": "lopeta lopettakaa peruuta peata",
    "pl": "wypisz zatrzymaj rezygnuje przestan przestancie koniec zakoncz anuluj",
    "cs, sk": "zastavit zastavte odhlasit ukoncit prestante prestan prestat zrusit konec",
    "hu": "leiratkozas leiratkozom allj leallitas",
    "ro": "opreste opriti dezabonare dezaboneaza dezabonati",
    "hr, sr, bs, sl, mk": "odjava odjavi odjavite zaustavi prestani prestanite ustavi prestaj одјава престани заустави",
    "sq": "ndalo ndaloni",
    "lt, lv": "stabdyti sustabdyti atsisakyti apturet partraukt",
    "ru": "стоп отписка отписаться отпишись отпишите отменить отмена остановить остановите прекратить прекратите хватит",
    "uk, be": "стопе зупинити зупиніть відписатися відписка відпишіть припинити припиніть досить спыніць",
    "bg": "спри спрете отпиши отписване",
    "kk, mn": "тоқта тоқтату зогсоо",
    "el": "στοπ σταματα σταματηστε διακοπη απεγγραφη",
    "tr, az": "dur durdur durdurun iptal ayril ayrıl dayandir dayandır",
    "hy, ka": "կանգ դադարեցնել შეწყვეტა გააუქმე სტოპ",
    "ar, fa, ur": "توقف توقفوا ايقاف إيقاف قف اوقف أوقف الغاء إلغاء كفى ستوب لغو بند روکیں",
    "he": "הסר הסרה הסירו עצור עצרו הפסק הפסיקו די סטופ",
    "hi, mr, ne": "बंद रोकें रोको रोक्नुहोस् स्टॉप",
    "bn, pa, gu": "বন্ধ থামুন থামাও ਬੰਦ બંધ",
    "ta, te, ml, kn, si": "நிறுத்து நிறுத்தவும் ఆపు ఆపండి നിർത്തുക ನಿಲ್ಲಿಸಿ නවත්වන්න",
    "th, lo, km, my": "หยุด เลิก ยกเลิก ຢຸດ ឈប់ ရပ်",
    "vi": "ngung dung huy",
    "id, ms, tl": "berhenti henti hentikan batal itigil tigil ihinto",
    "zh": "停止 停 退订 退訂 取消订阅 取消訂閱 中止 终止 終止 拒收",
    "ja": "配信停止 解除 解約 退会 やめて 止めて ストップ",
    "ko": "중지 중단 정지 해지 그만 수신거부 거부 스톱",
    "sw, am, so": "sitisha አቁም jooji",
    "ht": "sispann kanpe",
    "cy": "stopio",
}
KEYWORDS = " ".join(_KEYWORDS.values())

# Words that change nothing about the wish. After CANCEL only courtesies may stand: "just cancel" is about a reminder.
COURTESIES = """
    please pls plz plse kindly hi hello hey ok okay k thanks thx ty sorry por favor svp bitte prego grazie gracias merci
    aub alstublieft lutfen رجاء لطفا من فضلك danke dank obrigado obrigada tack takk tak kiitos dzieki prosze пожалуиста спасибо
    bot robot guys sir madam maam bro dude man people folks everyone creep jerk jerks idiot idiots spammer spammers
"""
FILLERS = """
    artik artık now just immediately asap already forever permanently for good right away at once anymore again ever
"""
# Beside STOP alone, which needs nothing more to be clear ("make it stop", "i said stop", "yes stop", "stop all of it").
# "This" and "that" are missing: "stop that" may mean the reminder that has just come.
BESIDE_STOP = """
    yes no it all of them everything make reply text i said told asked you to the word me must need want nonstop enough
    dont im not interested but
"""

# Several words that act as one, replaced in this order. "please" stands for what only surrounds a wish: who is it, an
# insult. "optout" also stands for the wishes that no combination of classes expresses.
PHRASES = r"""
    please    who (?:is|are) (?:this|you)|whos this|who dis|(?:i )?(?:do not|dont) know (?:who )?(?:you|this)(?: (?:is|are))?
    please    why (?:dont|cant|wont) you|please and thank (?:you|u)
    please    for the last time|once and for all
    please    thank (?:you|u)|new phone|fuck (?:you|this|that)|go to hell|screw you|wtf
    disable   (?:turn|shut|switch) (?:off|down)|(?:turn|shut|switch)(?= (?:\w+ ){1,4}off\b)
    mynumber  (?:my|this|our) (?:(?:cell|mobile|phone|home|telephone) ?)*(?:number|phone|cell|mobile|name|line|device|contact|info|information)
    optout    opt(?:ed|ing)? (?:me |us |mynumber )?out|un subscribe
    optout    leave (?:me|us) (?:alone|be)|go away|get lost|piss off|fuck off|buzz off|back off|cease and desist
    optout    (?<!how do i )(?:make|get) (?:this|these|it|them) (?:all )?(?:to )?stop|(?:want|need|like) (?:this|these|it) (?:all )?to (?:stop|end)
    optout    (?:i )?want out|let me out(?: of (?:this|here))?|(?:get|take|pull|sign|drop) (?:me|us|mynumber) (?:off|out)
    optout    (?:isnt|not|no longer) (?:mynumber|(?:his|her|their) (?:number|phone))|(?:does not|doesnt|no longer) (?:have|has|owns?|use|uses) mynumber
    optout    (?:not|isnt) (?:the )?(?:person|one) you(?:re| are) (?:trying to reach|looking for)|not my reminders
    optout    (?:revoke|withdraw)(?: my)? consent|i revoke
    optout    (?:dar|darme|dame|deme|denme) de baja|cancelar suscripcion|(?:me|se) desabonner|desabonnez
    optout    (?:dejame|dejenme) en paz|laissez moi tranquille|me deixe em paz|lasst? mich in ruhe|lascia(?:te)?mi in pace
    wrong     (?:is not|not|isnt) (?:the |a )?(?:right|correct)
    didnt     did not|have not|havent
    dont      (?:do|should|would|will|must|can) not|no longer|can you not|not
    texts     (?:a|any|the|your|my) (?:text|message|msg|sms)(?= |$)
    texts     hear from you|be on (?:this|your|the|any) list
    texts     (?:text|sms|spam|phone|automated|marketing) (?:messages?|msgs?|reminders|alerts|notifications)|reminder (?:texts|messages|msgs)
"""

# Whole sentences in other languages, without the courtesies: wishes, and "you have the wrong number". A script without
# spaces has no words to classify.
WISHES = r"""
    pare com isso|hort? auf(?: damit)?|schluss damit|hou(?:d)? op|tama na(?: po)?|basta na|iptal et(?:in)?|tu choi
    (?:не надо|перестаньте|перестань|прекратите|хватит)(?: мне)? (?:писать|звонить|присылать)(?: мне)?(?: больше)?
    отпишите меня(?: от рассылки)?|отмените подписку|(?:больше )?не (?:пишите|присылаите|отправляите|звоните)(?: мне)?(?: больше)?
    (?:вы )?ошиблись(?: номером)?|не тот номер|неверныи номер|не пишіть(?: мені)?(?: більше)?|помилилися номером
    הסירו? אותי(?: מהרשימה)?|תפסיקו? לשלוח(?: לי)?|אל תשלחו? לי(?: יותר)?(?: הודעות)?|(?:אני )?לא רוצה(?: יותר)? הודעות|לא מעוניי(?:ן|נת)|טעות במספר
    لا (?:ترسل|ترسلوا|تراسلني|تراسلوني)(?: لي)?(?: (?:اي )?رسائل)?|(?:اوقف|اوقفوا|أوقف|أوقفوا) (?:ال)?رسائل|لا (?:اريد|أريد) (?:اي )?رسائل(?:كم)?|الغاء الاشتراك|إلغاء الاشتراك|رقم خطا|الرقم خطا
    बंद (?:करो|करें|करे|कीजिए|कर दो)|(?:मुझे )?(?:मैसेज |संदेश )?(?:मत|न) (?:भेजो|भेजें|भेजिए)|गलत नंबर|বন্ধ কর(?:ুন|ো)|ভুল নম্বর
    หยุดส่ง(?:ข้อความ)?|ไม่ต้องส่ง(?:มา)?(?:อีก)?|ผิดเบอร์|(?:[dđ]ung|khong) (?:nhan|gui)(?: tin)?(?: nhan)?(?: cho toi)?(?: nua)?|hay dung lai|huy [dđ]ang ky|nham so
    (?:请|請|麻烦|麻煩)?(?:停止|不要再?|别再?|別再?|请勿再?|請勿再?)(?:给我|給我|向我)?(?:发送?|發送?|传送?|傳送?)(?:短信|信息|消息|簡訊|訊息)?(?:给我|給我)?了?
    (?:你|您)?(?:打|发|發)错(?:号码|人)?了?|號碼錯了?|(?:もう)?(?:(?:メール|メッセージ|sms)を?)?(?:送ら|送信し|連絡し|メールし)ないで(?:ください|下さい)?
    (?:配信を?|送信を?|メールを?)?(?:停止|解除|中止)し(?:て(?:ください|下さい)?|たい(?:です)?)|(?:やめ|止め)て(?:ください|下さい)
    (?:番号)?間違い(?:です|電話です|ました)?|(?:더 ?이상 ?)?(?:문자 ?)?(?:그만 ?)?보내지 ?(?:마|마세요|말아 ?주세요)|(?:문자 ?)?그만 ?보내(?:세요|주세요)?
    (?:我)?不(?:想|要)再?收到?(?:短信|信息|消息|簡訊|訊息)了?|(?:请|請)?把我(?:从名单)?(?:移除|删除|刪除)|(?:别|別|不要)再?(?:烦|煩)我
    μη(?:ν)? μου (?:στελνετε|στελνεις|γραφετε)(?: αλλα)?(?: μηνυματα)?(?: πια)?|διαγραφη|διαγραψτε με|λαθος αριθμος
    (?:bana )?(?:mesaj|sms) (?:atma|gonderme)(?:y[iı]n)?(?: art[iı]k)?|beni (?:listeden )?[cç][iı]kar[iı]n?|yanl[iı]s numara
    wypisz(?:cie)? mnie|nie (?:pisz|dzwon)(?:cie)?(?: (?:do mnie|mi|wiecej|juz))*|nie wysy[lł]aj(?:cie)?(?: (?:mi|wiecej|juz|sms|smsow|wiadomosci))*
    annulla(?:re)? l?iscrizione|jangan (?:kirim|sms|hubungi|hantar)(?: (?:saya|lagi|sms|pesan|mesej))*|salah nombor|salah sambung
    huwag (?:na|mo|nyo|ninyo)(?: (?:na|po|kayong|kang|akong|mag|i))* ?(?:text|message|magtext|itext)
    stop mesajele|nu (?:imi|mi) mai (?:trimite|trimiteti|scrie|scrieti)(?: (?:mesaje|sms))?|neposil(?:ej|aj)(?:te)?(?: (?:mi|uz|zpravy|spravy|sms))*
    nepis(?:te)?(?: (?:mi|uz))*|ne (?:irj|irjon|irjatok|kuldj|kuldjon|kuldjetek)(?: (?:nekem|tobbet|tobb|sms|uzenetet))*
    ala (?:laheta|lahettele|kirjoita)(?: (?:minulle|enaa|viesteja))*|не ми (?:пишете|пиши|пращаите|изпращаите)(?: повече)?
    ne salji(?:te)?(?: (?:mi|poruke|vise))*|nemoj(?:te)?(?: (?:mi|vise))* (?:slati|pisati)(?: (?:poruke|vise))*
    (?:번호 ?)?잘못 ?(?:거셨|보내셨)(?:어요|습니다)
"""

END = """
    stop stopping quit cease discontinue halt end kill disable deactivate terminate finish
    deja dejen deje dejar para paren pare parar detengan detenga basta cesen
    arret arretez arrete arreter cessez stoppez
    parem pare deixe deixem
    aufhoren hort hor stoppt smettete smetti smettila
    stopp stoppa sluta slutt avslutt avsluta ferma fermate hou houd lopeta przestan przestancie przestante prestante prestan
"""
# The act of texting, in a form that follows "stop": "stop texting", "deja de enviarme", "arretez d'envoyer".
CONTACTING = """
    texting txting messaging msging contacting bothering spamming smsing calling writing harassing annoying disturbing pinging
    sending contact correspondence blowing blasting emailing
    joder enviar enviarme enviando mandar mandarme mandando escribir escribirme molestar molestarme contactarme textear textearme
    envoyer menvoyer ecrire mecrire contacter texter enviar mandar
    schicken senden schreiben kontaktieren mandare mandarmi inviare inviarmi scrivere scrivermi
    sturen smsen skicka sende skrive wysylac pisac
"""
# The act in a form that follows a negation: "don't text me", "no me escriban".
CONTACT = """
    text txt message msg contact bother spam sms use call write harass annoy disturb ping
    email send reach
    envies envien envie mandes manden mande escribas escriban escriba molestes molesten contactes contacten
    envoyez envoie ecrivez ecris contactez menvoyez menvoie mecrivez mecris nenvoyez necrivez
    enviem mandem mande schickt schick schreibt schreib sendet kontaktiert mandate inviate scrivete mandatemi inviatemi scrivetemi scrivermi
    schreiben schicken senden sturen stuur stuurt skicka wysylajcie piszcie
"""
# Without an object these are about texts as well; "don't call" may answer a reminder.
CONTACT_ALONE = "text txt message msg contact spam harass disturb schreiben schicken senden sturen"
TEXTS = """
    texts messages msgs sms spam communications communication crap junk garbage texting txts text txt
    pub publicite mensaje mensagem messaggio nachricht mensajes textos messages textos mensagens nachrichten messaggi berichten berichtjes meddelanden meldinger beskeder smsy
"""
# What the bot sends as a service. Alone, "no more reminders" is a command about reminders.
SENDINGS = """
    reminders alerts notifications things anything stuff recordatorios rappels lembretes erinnerungen promemoria
"""
SUBSCRIPTION = """
    service program subscription subscriptions membership campaign
    servicio suscripcion abonnement servico assinatura dienst abo servizio abbonamento
"""
LIST = "list lists contacts database system records mailing lista liste"
SELF = "scrivermi me us mynumber mi nos moi nous mim mich uns mir ci mij mig meg mnie menvoyez mecrivez mandatemi inviatemi scrivetemi"
NEGATION = "no not dont never nunca jamas ne pas plus jamais nao non nicht nie mai niet nooit inte ikke aldrig nie"
NONE = "no nomore enough keine kein ningun pas plus nessun nenhuma geen inga ingen"
DENIAL = "didnt never dont"
WANT = """
    want wish need like care desire wanna interested
    quiero deseo queremos necesito veux voulons souhaite quero desejo preciso will mochte wollen voglio desidero wil wilt wens vill vil onsker
"""
RECEIVE = "receive receiving get getting have recibir recibiendo recevoir receber erhalten bekommen ricevere"
REMOVE = """
    remove strike purge block deregister unregister unenroll unlist
    quita quiten borra borren saca saquen elimina eliminen retirez enlevez supprimez desinscrivez remova retire retirem tire tirem
    entferne entfernen losche loschen streichen rimuovi rimuovete cancellate
"""
REMOVED = "removed unsubscribed dropped deleted erased taken"
CONTACTED = "contacted texted messaged msged txted reminded bothered called emailed spammed disturbed"
REMOVE_ME = "cancellami toglimi quitame quitenme borrame borrenme sacame saquenme eliminame eliminenme retirezmoi rimuovetemi cancellatemi toglietemi"
# With a number or a list only: "delete me" and "forget me" ask for the person's data to be erased.
REMOVE_NUMBER = "delete erase lose forget"
CONSENT = "sign signed signup subscribe subscribed agree agreed consent consented"
REQUEST = "ask asked request requested order ordered"
WRONG = "wrong incorrect equivocado equivocada equivoco mauvais errado errada falsche falscher falsch sbagliato verkeerd fel feil forkert zly zły spatny gresit"
PARTY = "number person guy girl man lady phone numero persona personne pessoa nummer person numer cislo numar"
CANCEL = "cancel end cancelar annuler kundigen"

# Words of grammar that any of these wishes may contain.
GRAMMAR = """
    a an the all any some off of from to for with on in at up by out down this these those that such your you youre youve
    yall i im id ive u ur he she they we us my mine me our is are be am being it its more most further other another future how where do
    have has had got getting keep and or would should can could really ever even again else at already since
    need make choose here there each every single think believe guess told said asking say saying must want
    damn stupid fucking fing effing fricking freaking goddamn bloody unwanted automated marketing random dare better
    mas de del la el los las le les un une este esta estos estas ya que me te se su sus por y o a al favor
    je des du ces cet cette vos votre et mon ma eu mais da os as esse esses seus suas meu minha
    ich mir mich mehr von aus der die das den diese diesen ihr euch auf zu io piu di il lo i gli questi queste vostri
    nope nah do ik wil meer van jullie jij uw met op te jag mer fler fra jeg ikke flere mere
"""

# Words of the phrases above that are in no class; a quick look for a wish needs them.
SIGNS = """
    did have opt opted opting un out off away lost alone consent revoke dar darme dame isnt turn shut switch hear reach paz
    tranquille ruhe pace desabonner desabonnez
    huwag jangan nu ne nie bana mesaj beni neposilej neposilejte neposilaj neposilajte nemoj nemojte salji saljite ala annulla
    wypisz wypiszcie khong hay
"""

# With one of these, a text is a request to the bot or an errand, whatever it says besides ("tell her to stop texting me").
REQUESTS = """
    remind reminder tell ask say email note alarm timer wake set schedule add create make when until till before after while
    during unless if tomorrow tonight morning afternoon evening noon midnight later minute minutes hour hours week weekend
    monday tuesday wednesday thursday friday saturday sunday day days then instead
"""
# A reason or a question that may follow the wish without a full stop: "stop texting me i dont know you".
SENTENCE_STARTS = "i im ive id you youre youve who whos this its or wrong thats thank thanks please why what we my"

# Letters of other alphabets that look like Latin ones: they dodge spam filters, and keyboards mix them up.
LOOKALIKES = {
    "\u0430": "a", "\u0435": "e", "\u043e": "o", "\u0440": "p", "\u0441": "c", "\u0445": "x", "\u0443": "y",
    "\u0456": "i", "\u0455": "s", "\u0458": "j", "\u0501": "d", "\u04bb": "h", "\u0442": "t", "\u043d": "h",
    "\u043c": "m", "\u043a": "k", "\u0432": "b", "\u0475": "v", "\u03b1": "a", "\u03bf": "o", "\u03c1": "p",
    "\u03c4": "t", "\u03bd": "v", "\u03c5": "u", "\u03b9": "i", "\u03ba": "k", "\u03c7": "x", "\u03b5": "e",
    "0": "o", "1": "i", "5": "s", "$": "s", "@": "a", "3": "e", "+": "t", "7": "t",
}  # fmt: skip
# Emoji that say the word by themselves.
EMOJI = {"\U0001f6d1": " stop ", "\u26d4": " stop ", "\U0001f6ab": " stop "}
