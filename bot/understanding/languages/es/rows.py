"""Spanish word order in the terms of the grammar: a pattern, and what it is put as.

In a pattern, a word in capitals is a class: of numbers (NUMBER, HOUR, MINUTES, DAY), of what a word means (UNIT,
WEEKDAY, MONTH, PART, OFFSET) or of ``CLASSES``; behind ">" it stands for the word that was there. The rows of a key
other than "" count only where a word of that class has come before.
"""

# ruff: noqa: E501 - a row stays on one line

_THE = "(la|las)"
_NEXT = "(proximo|proxima|siguiente|entrante|que viene|que entra|que sigue|venidero|venidera)"
_ANY = "(la|el|los|las|mi|mis|esa|ese|esta|este|todas|todos|todas las|todos los|todas mis|todos mis|su|sus|tu|tus)"
_LEAD = "(a|para|de|sobre|por|tipo|como a|a eso de|alrededor de|cerca de|a partir de|desde|en)"
_ABOUT = "(sobre|tipo|como a|a eso de|alrededor de|cerca de|aproximadamente a|mas o menos a)"

_MANAGED = "\n".join(
    f"""
        {kind} (el|la|lo) [numero] NUMBER > {kind} NUMBER
        {kind} (los|las) (dos|2) > {kind} both
        {kind} (el|la|los|las) [numero] NUMBER y [el|la] NUMBER > {kind} NUMBER and NUMBER
        {kind} (el|la|los|las) NUMBER (de|del) MONTH > {kind} MONTH NUMBER
        {kind} (los|las) NUMBER ITEM > {kind} the NUMBER ITEM
        {kind} (los|las) NUMBER (primeros|primeras) > {kind} the first NUMBER
        {kind} el dia NUMBER > {kind} on the NUMBER
        {kind} las HOUR de la > {kind} the HOUR in the
    """
    for kind in ("CANCELLING", "CHANGING", "SNOOZING", "MANAGING", "PAUSING", "DELAYING")
)

_DAYS = dict(
    zip(
        ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "sabados", "domingos"],
        (
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "saturday",
            "sunday",
        ),
        strict=True,
    )
)
_TO_DAYS = "\n".join(f"(a|para) (cada|los|todos los) {said} > to every {day}" for said, day in _DAYS.items())

ROWS = {
    "": f"""
        {_MANAGED}
        a {_THE} HOUR > at HOUR
        para {_THE} HOUR > at HOUR
        de {_THE} HOUR > at HOUR
        por {_THE} HOUR > at HOUR
        en {_THE} HOUR > at HOUR
        tipo [{_THE}] HOUR > at HOUR
        {_ABOUT} {_THE} HOUR > around HOUR
        desde {_THE} HOUR > from HOUR
        a partir de {_THE} HOUR > starting at HOUR
        hasta {_THE} HOUR > until HOUR
        antes de {_THE} HOUR > before HOUR
        (despues|luego) de {_THE} HOUR > after HOUR
        de {_THE} HOUR a {_THE} HOUR > from HOUR to HOUR
        entre {_THE} HOUR > between HOUR
        y {_THE} HOUR > and HOUR
        o {_THE} HOUR > or HOUR
        son {_THE} HOUR > it's HOUR
        [{_LEAD}] [{_THE}] HOUR y media > at HOUR+30
        [{_LEAD}] [{_THE}] HOUR (y|con) cuarto > at HOUR+15
        [{_LEAD}] {_THE} HOUR y MINUTES > at HOUR+MINUTES
        [{_LEAD}] {_THE} HOUR con MINUTES > at HOUR+MINUTES
        [{_LEAD}] [{_THE}] HOUR menos [un] cuarto > at HOUR-15
        [{_LEAD}] [{_THE}] HOUR menos MINUTES > at HOUR-MINUTES
        (antes de) {_THE} HOUR y media > before HOUR+30
        (hasta) {_THE} HOUR y media > until HOUR+30
        [a|al|faltan|falta] [un|el] cuarto para {_THE} HOUR > at HOUR-BEFORE15
        [a|faltando|faltan] [los] MINUTES [minutos] para {_THE} HOUR > at HOUR-BEFORE
        (a|para|de|tipo) {_THE} HOUR (hs|hrs|h|horas) > at HOUR+0
        en punto > sharp
        (hs|hrs|horas) en punto > sharp
        (del|al|de|a|el) (mediodia|medio dia) > at noon
        (medio dia|mediodia) > noon
        (a|a la|de|de la|en la) (medianoche|media noche) > at midnight
        (medianoche|media noche) > midnight
        (las|la) (12|doce) del (mediodia|medio dia|dia) > 12 noon
        (a|de|para) las (12|doce) del (mediodia|medio dia|dia) > at 12 noon
        (a|de|para) las (12|doce) de la (noche|medianoche) > at midnight
        (por|en|de|a) la (manana|ma\u00f1ana|mananita) > in the morning
        por (las|la) mananas > in the mornings
        [de|en] temprano (manana|ma\u00f1ana) > tomorrow morning
        (por|en|de|a) la tarde > in the afternoon
        (por|en|de|a) la tardecita > in the evening
        (por|en|de|a) la (noche|nochecita) > at night
        (por|en|de|a) las noches > at night
        (por|en|de|a) las tardes > in the afternoons
        (por|en|de|a) la madrugada > in the morning
        (al|en el|por el) (amanecer|alba) > at dawn
        (al) (anochecer|atardecer|caer la noche) > in the evening
        esta (manana|ma\u00f1ana) > this morning
        esta tarde > this afternoon
        esta tardecita > this evening
        (esta|de esta|para esta|por esta) noche > tonight
        hoy (en|por|a) la noche > tonight
        hoy noche > tonight
        hoy (en|por|a) la tarde > this afternoon
        hoy (en|por|a) la (manana|ma\u00f1ana) > this morning
        (manana|ma\u00f1ana) (en|por|a|de) la (manana|ma\u00f1ana) > tomorrow morning
        (manana|ma\u00f1ana) (en|por|a) la tarde > tomorrow afternoon
        (manana|ma\u00f1ana) (en|por|a) la noche > tomorrow night
        (manana|ma\u00f1ana) temprano > tomorrow morning
        WEEKDAY (en|por|a) la (manana|ma\u00f1ana) > WEEKDAY morning
        WEEKDAY (en|por|a) la tarde > WEEKDAY afternoon
        WEEKDAY (en|por|a) la noche > WEEKDAY night
        (todas las|cada|por las) (mananas|manana|ma\u00f1ana|ma\u00f1anas) > every morning
        (todas las|cada|por las) (tardes|tarde) > every afternoon
        (todas las|cada) (noches|noche) > every night
        pasado [de] (manana|ma\u00f1ana) > overmorrow
        (dia despues de manana|dia despues de ma\u00f1ana) > overmorrow
        anoche > last night
        (dentro de|de aqui a|de aca a|de aqui en|al cabo de) > in
        en menos de > in
        (a partir de|desde|de) (ahora|ahorita|este momento) > from now
        a partir (de|del) > from
        desde (el|la|los|las) > from
        desde el WEEKDAY > from WEEKDAY
        hasta (el|este) WEEKDAY > until WEEKDAY
        hasta (el|este) [dia] DAY de MONTH > until MONTH DAY
        hasta el [proximo] WEEKDAY > until WEEKDAY
        de ahora en adelante > from now on
        de hoy en (ocho|8) > in 7 days
        de hoy en (quince|15) > in 14 days
        de (manana|ma\u00f1ana) en (ocho|8) > a week from tomorrow
        (de|del) WEEKDAY en (ocho|8) > a week from WEEKDAY
        [el] WEEKDAY en (ocho|8) > a week from WEEKDAY
        (unos|unas) UNIT > few UNIT
        (unos|unas) (pocos|pocas) UNIT > few UNIT
        (unos|unas) cuantos UNIT > few UNIT
        un par de UNIT > couple UNIT
        (unos|unas) NUMBER > NUMBER
        media (hora|horita) > half an hour
        (la|una) media hora > half an hour
        un cuarto de hora > 15 minutes
        (3|tres) cuartos de hora > 45 minutes
        [una|1] hora y media > an hour and a half
        [una|1] hora y cuarto > 75 minutes
        [una|un|1] UNIT y (medio|media) > a UNIT and a half
        NUMBER UNIT y (medio|media) > NUMBER UNIT and a half
        NUMBER y (medio|media) UNIT > NUMBER and a half UNIT
        medio minuto > half a minute
        [la|el|las|los] UNIT {_NEXT} > next UNIT
        (proximo|proxima|siguiente) UNIT > next UNIT
        [la|el|las|los] (proximos|proximas|siguientes) NUMBER UNIT > next NUMBER UNIT
        [el|este|esta] WEEKDAY {_NEXT} > coming WEEKDAY
        [el|este] (proximo|prox) WEEKDAY > coming WEEKDAY
        [el|la|las|los] UNIT pasada > last UNIT
        [el|la|las|los] UNIT pasado > last UNIT
        el pasado WEEKDAY > last WEEKDAY
        WEEKDAY pasado > last WEEKDAY
        WEEKDAY de (la proxima semana|la semana {_NEXT}|la siguiente semana) > WEEKDAY next week
        (el|del) WEEKDAY > on WEEKDAY
        (el|del) WEEKDAY DAY > on WEEKDAY the DAY
        (este|esta) WEEKDAY > this WEEKDAY
        para (el|este) WEEKDAY > on WEEKDAY
        el dia WEEKDAY > on WEEKDAY
        [en|a|por] (los|todos los|cada|todo|todos) lunes > every monday
        [en|a|por] (los|todos los|cada|todo|todos) martes > every tuesday
        [en|a|por] (los|todos los|cada|todo|todos) miercoles > every wednesday
        [en|a|por] (los|todos los|cada|todo|todos) jueves > every thursday
        [en|a|por] (los|todos los|cada|todo|todos) viernes > every friday
        [en|a|por] (los|todos los|cada|todo|todos) (sabado|sabados) > every saturday
        [en|a|por] (los|todos los|cada|todo|todos) (domingo|domingos) > every sunday
        cada WEEKDAY > every WEEKDAY
        [todos] [los] dias WEEKDAY > every WEEKDAY
        [de] lun - vie > every weekday
        (todos los|cada|los) (dia|dias) > every day
        todo los dias > every day
        a diario > daily
        cada dia > every day
        (al|por) dia > a day
        (al|por) mes > a month
        (al|por) ano > a year
        (a la|por) semana > a week
        por hora > an hour
        (todas las|cada) semanas > every week
        todas las semanas > every week
        todos los meses > every month
        todos los (ano|anos) > every year
        (todas las|cada) (hora|horas) > every hour
        cada minutos > every minute
        cada (otro|2|dos) (dia|dias) > every other day
        (cada tercer dia|un dia (si|s\u00ed) y otro no|un dia (si|s\u00ed) un dia no|un dia (si|s\u00ed) [y] otro dia no|dia por medio|dia de por medio|pasando un dia|dia (si|s\u00ed) dia no) > every other day
        (semana de por medio|semana por medio|una semana (si|s\u00ed) y otra no) > every other week
        cada quincena > every 2 weeks
        la quincena > the fortnight
        por cada > every
        una vez > once
        una sola vez > once
        dos veces > twice
        (entre semana|dias de semana|dia de semana|dias de entre semana|dias de la semana|dias laborables|dias laborales|dias habiles|dias de trabajo|dias entre semana) > weekdays
        [todos] [los|en los|en|de] (entre semana|dias de semana|dia de semana|dias de entre semana|dias de la semana|dias laborables|dias laborales|dias habiles|dias de trabajo|dias entre semana|dia entre semana|dia laborable|dia habil) > every weekday
        cada (dia laborable|dia laboral|dia habil|dia de semana|dia de trabajo) > every weekday
        todos los dias de la semana > every day
        [todos] [los|en los] (fines de semana|fin de semanas|findes|fines de semanas) > every weekend
        cada (fin de semana|finde) > every weekend
        (fin de semana|finde) > weekend
        (el|este) (fin de semana|finde) > this weekend
        en el (fin de semana|finde) > on the weekend
        [el|este] [proximo] (fin de semana|finde) {_NEXT} > next weekend
        [el] proximo (fin de semana|finde) > next weekend
        (de|desde) [el] lunes (a|hasta|al) [el] viernes > every weekday
        (de|desde) [el] WEEKDAY (a|hasta|al) [el] > WEEKDAY through
        lunes a viernes > every weekday
        [a|al] (fin|finales|final|fines) de (mes|este mes) > end of the month
        [a|al] (fin|finales|final|fines) del mes > end of the month
        [a|al] (fin|finales|final|fines) (de|del) (ano|este ano) > end of the year
        [a|al] (fin|finales|final|fines) de (semana|esta semana|la semana) > end of the week
        [a|al] (final|finales|fin) (del|de) dia > end of the day
        (a|al) (finales|final|fin|fines) de > end of
        (a|al) (principios|comienzos|inicios|inicio|principio|comienzo) (de|del) > beginning of
        a (mediados) (de|del) > mid
        (a|al) (principios|comienzos|inicios|inicio|principio|comienzo) (de|del) [este] mes > beginning of the month
        (a|al) (principios|comienzos|inicios|inicio|principio|comienzo) (de|del) [este] ano > beginning of the year
        (a|al) (principios|comienzos|inicios|inicio|principio|comienzo) de [la] semana > beginning of the week
        a mediados (de|del) [este] mes > mid month
        de HOUR a HOUR > from HOUR to HOUR
        de HOUR MERIDIEM a HOUR > from HOUR MERIDIEM to HOUR
        a primera hora [de la manana] > firstthing
        (manana|ma\u00f1ana) a primera hora > tomorrow morning
        WEEKDAY a primera hora > WEEKDAY morning
        [el|este] WEEKDAY temprano > WEEKDAY morning
        hoy mismo > today
        ahora mismo > now
        hoy temprano > this morning
        temprano en la (manana|ma\u00f1ana) > early in the morning
        (muy|bien) temprano > early
        a ultima hora [del dia] > end of the day
        (en|para|por|el dia de|el) navidad > on christmas
        navidad > christmas
        (en|para|la) nochebuena > on christmas eve
        (en|para|el) (ano nuevo|dia de ano nuevo) > on new years
        (en|para|el|la) (fin de ano|nochevieja|noche vieja) > on new years eve
        [en|para|el] dia de accion de gracias > on thanksgiving
        [en|para|el] dia (de|de la|de las) (madre|madres) > on mothers day
        [en|para|el] dia (de|del|de los) (padre|padres) > on fathers day
        [en|para|el] dia (de los muertos|de muertos) > november 2
        [en|para|el] (san valentin|dia de san valentin|dia de los enamorados|dia del amor) > on valentines day
        [en|para|el] (dia de reyes|reyes|dia de los reyes) > on epiphany
        [en|para|el] viernes santo > on good friday
        [en|para|el] domingo de pascua > on easter
        [en|para|el] dia de la independencia > on independence day
        [el] (primero|1ro|primer dia) (de|del) mes > the first of the month
        [el] (primero|1ro) de cada mes > the first of every month
        el primero de MONTH > MONTH 1
        [el] DAY (ro|ero|er|do|to) (de|del) MONTH > MONTH DAY
        DAY (ro|ero) > the DAY
        [el] [dia] DAY de cada mes > the DAY of every month
        el DAY > on the DAY
        (el|para el|del) dia DAY > on the DAY
        los dias DAY > on the DAY
        (el|para el|del|el dia|del dia) DAY (de|del) MONTH > MONTH DAY
        DAY (de|del) MONTH > MONTH DAY
        DAY (de|del) MONTH (de|del) NUMBER > MONTH DAY
        (el|para el|del|el dia|del dia|para el dia) WEEKDAY DAY (de|del) MONTH > WEEKDAY MONTH DAY
        el dia de > on
        el dia de hoy > today
        (el|del) dia de (manana|ma\u00f1ana) > tomorrow
        [por|durante] todo el dia > allday
        a esta [misma] hora > at this time
        a la misma hora > at the same time
        antes (de|del) > before
        (despues|luego) (de|del) > after
        mas tarde > later
        [un] poco mas tarde > a bit later
        tarde en la noche > late at night
        para la noche > at night
        para la tarde > in the afternoon
        para la (manana|ma\u00f1ana) > in the morning
        antes (del|de) (desayuno|desayunar) > before breakfast
        (despues|luego) (del|de) (desayuno|desayunar) > after breakfast
        antes (del|de) (almuerzo|almorzar|la comida|comer) > before lunch
        (despues|luego) (del|de) (almuerzo|almorzar|la comida|comer) > after lunch
        antes (del|de) (la cena|cenar) > before dinner
        (despues|luego) (del|de) (la cena|cenar) > after dinner
        antes de (dormir|acostarme|dormirme|ir a dormir) > before bed
        (despues|luego|al salir) (del|de) trabajo > after work
        antes del trabajo > before work
        a la hora (del|de) (almuerzo|almorzar|la comida|comer) > at lunchtime
        a la hora (del|de) (la cena|cenar) > at dinnertime
        a la hora (del|de) (desayuno|desayunar) > at breakfast
        a la hora de (dormir|acostarme) > at bedtime
        (mas temprano|antes) > earlier
        un poco mas tarde > a bit later
        al rato > in a while
        en un (rato|ratito|ratico) > in a while
        en un (momento|momentito|segundito) > in a moment
        NUMBER veces al dia > NUMBER times a day
        MINUTES minutos antes > MINUTES minutes before
        UNIT antes (de|del) > UNIT before
        UNIT despues (de|del) > UNIT after
        UNIT antes de {_THE} HOUR > UNIT before HOUR
        UNIT despues de {_THE} HOUR > UNIT after HOUR
        NUMBER UNIT y cuarto > NUMBER UNIT and a quarter
        UNIT antes > UNIT before
        UNIT mas > more UNIT
        NUMBER UNIT mas > NUMBER more UNIT
        UNIT extra > more UNIT
        (otra vez|de nuevo) > again
        (en lugar|en vez) (de|del) > instead of
        mas de > more than
        o sea > i mean
        por (favor|favot|fabor|favr) > please
        favor [de] > please
        por que > why
        asi que > so
        PAUSING (la|mi|esta|esa) alarma > snooze the alarm
        PAUSING alarma > snooze alarm
        PAUSING (por|durante) NUMBER > snooze for NUMBER
        repite [la|el|mi] ITEM > repeat the ITEM
        para que > so that
        [para] que (suene|se active|se apague|se prenda|timbre|pite|se dispare|sonara|salte) > to go off
        [para] que me (despierte|levante) > to wake me up
        (^configur\u00e9|^program\u00e9|^puse|^agregu\u00e9|^cre\u00e9) > did i set
        tengo que > i have to
        hay que > i have to
        me (gustaria|encantaria) > i would like
        me das > give me
        no te preocupes > never mind
        no importa > never mind
        ya (lo|la|los|las) hice > i did it
        ya (lo hice|hice|esta|est\u00e1|estuvo|quedo|termine|acabe) > done
        (hecho|listo) > done
        muchas gracias > thanks
        mil gracias > thanks
        (buenos dias|buen dia|buenas tardes|buenas noches|que tal) > hello
        (que|qu\u00e9) (hora|horas) es > what time is it
        cuando (sean|sea) {_THE} HOUR > at HOUR
        cuando (falten|falte) MINUTES [minutos] para {_THE} HOUR > at HOUR-BEFORE
        todos los primeros (de|del) mes > the first of every month
        alas HOUR > at HOUR
        a (mi|la) lista > to my list
        ya no (necesito|quiero|ocupo|hace falta) > i no longer need
        [ya] no (hace falta|es necesario|hay necesidad de) [que] me REMINDING > no need to remind me
        (tengo|hay) algo > do i have anything
        (que|qu\u00e9) [cosas] tengo (pendiente|pendientes) > what do i have
        ya (tome|tom\u00e9) > i took
        ya (pague|pagu\u00e9) > i paid
        ya (llame|llam\u00e9) > i called
        ya (compre|compr\u00e9) > i bought
        ya (termine|termin\u00e9) > i finished
        ya [me] (la|lo|las|los) DID > i did it
        ya [me] (la|lo|las|los) (tome|pague|llame|compre|hice|termine|lave|saque|di|puse|mande|envie) > i did it
        [listo|hecho] [,] ya DID > done
        ya DID (la|el|los|las) > i finished the
        ya DID (mi|mis|a mi) > i finished my
        (listo|lista|hecho|hecha) [con] (el|la) NUMBER > done NUMBER
        ya (hice|termine|acabe) (el|la) NUMBER > done NUMBER
        (quien|qui\u00e9n) (eres|es|sos) > who are you
        (eres|sos|es) (un|una) > are you a
        cuanto (cuesta|cuestan|vale|cobran|cobras|cuestas) [esto|esta|el servicio] > how much does it cost
        es gratis > is it free
        me (equivoque|equivoqu\u00e9) > my mistake
        (ahora|ahorita) no puedo > can't right now
        no puedo (ahora|ahorita) > can't right now
        todavia no > not yet
        aun no > not yet
        (^cancelar$|^cancela$|^cancele$|^cancelalo$|^cancelala$|^borrar$|^borra$) > delete that
        (el|del) WEEKDAY HOUR MERIDIEM > on WEEKDAY HOUR MERIDIEM
        (el|del) WEEKDAY HOUR : MINUTES > on WEEKDAY HOUR : MINUTES
        el DAY : MINUTES > at DAY : MINUTES
        a (que|qu\u00e9) hora > what time
        (que|qu\u00e9) hora > what time
        (para|en) (que|qu\u00e9) hora > what time
        (que|qu\u00e9|cual|cuales) dia > what day
        (que|qu\u00e9|cual|cuales) (ITEM|EVENT) (tengo|hay|tenemos) > what ITEM do i have
        (que|qu\u00e9|cuales) ITEM > what ITEM
        (que|qu\u00e9) ITEM > what ITEM
        (^que|qu\u00e9) [cosas] tengo > what do i have
        (^que|qu\u00e9) hay > what is there
        (que|qu\u00e9) sigue > what's next
        (cual|cuales) (es|son) > what are
        tengo (algun|alguna|algunos|algunas|un|una) ITEM > do i have any ITEM
        ^tengo [mas|otra|otro] ITEM > do i have any ITEM
        hay (algun|alguna|algunos|algunas|un|una) ITEM > are there any ITEM
        ^hay [mas] ITEM > are there any ITEM
        cuantos ITEM (tengo|hay) > how many ITEM do i have
        cuantas ITEM (tengo|hay) > how many ITEM do i have
        (cuanto|cuanta) [tiempo|mas] [me|le] (falta|queda|resta|tengo|sobra|faltan|quedan|hay) [para|en|a|de|antes de|hasta|antes|por|con] [que] > how much time is left on
        cuanto falta > how much time is left on
        cuantos (minutos|dias|segundos) [me|le] (falta|queda|faltan|quedan|hay) [para|en|a|de|antes de|hasta|antes] [que] > how much time is left on
        cuantas horas [me|le] (falta|queda|faltan|quedan|hay) [para|en|a|de|antes de|hasta|antes] [que] > how much time is left on
        [el] tiempo (restante|que falta|que queda|que resta|faltante) [para|en|de|a|hasta] > time left on
        (^para|^paren|^parar|parar) {_ANY} ITEM > stop the ITEM
        (^parar) ITEM > stop ITEM
        (ningun|ninguna) ITEM > no ITEM
        (^para|^paren|^parar|parar) (todas|todos) [las|los|mis|estas|estos] ITEM > cancel all my ITEM
        a OWN ITEM > to OWN ITEM
        al ITEM > to the ITEM
        PROMISE de > PROMISE
        (dejame|dejeme|dejanos) > let me
        (ayudame|ayudeme) [a|con] > help me
        (deshazte|deshacerme|deshagase) de > get rid of
        (asegurate|asegurese) [de|que] > make sure to
        (pon|poner|ponga|coloca|colocar|coloque|hacer|haz) en una lista > list
        a (que|qu\u00e9) (hora|horas) (suena|sonara|va a sonar|es|sera|esta|est\u00e1|estan|se activa|se activara|se configura|configure|configur\u00e9|puse|programe|tengo) > what time is
        a (que|qu\u00e9) horas > what time
        todos > all
        todos (los|mis|nuestros) > all the
        todas (las|mis|nuestras) > all the
        todas > all
        ITEM (nuevo|nueva|nuevos|nuevas) > new ITEM
        otra ITEM mas > another ITEM
        otra ITEM > another ITEM
        otro ITEM > another ITEM
        ITEM (activo|activa|activos|activas|existente|existentes|actual|actuales|vigente|vigentes|pendiente|pendientes) > current ITEM
        ITEM PERIOD > PERIOD ITEM
        ITEM (matutino|matutina|matutinas|matutinos) > morning ITEM
        ITEM (nocturno|nocturna|nocturnas) > night ITEM
        lista de (ITEM|cosas|tareas|pendientes) > list of reminders
        no me dejes (olvidar|que olvide|que se me olvide|que me olvide) [de|que] > don't let me forget to
        (no dejes|que no) que [se] me olvide [de] > don't let me forget to
        que no [se] me olvide [de] > don't let me forget to
        no (quiero|quisiera) (olvidar|olvidarme|que se me olvide) [de|que] > i don't want to forget to
        (hazme|haceme|hagame) (acordar|recordar|acuerdo) > remind me
        (acuerdate|acordate) de > remember to
        (ponme|poneme|pongame) > set me
        (dame|deme) > give me
        (dime|decime|digame) > tell me
        (hazme|haceme|hagame) > make me
        (me lo|me la) REMINDING > remind me of it
        que me REMINDING > remind me
        [ya] no me REMINDING > don't remind me
        [ya] no me REMINDING (el|la) NUMBER > don't remind me about NUMBER
        [ya] no me REMINDING (el|la|los|las|lo de|lo del|lo de la|lo de los) > don't remind me about the
        [ya] no me REMINDING (lo de mi|mi|mis|de mi) > don't remind me about my
        [ya] no me WAKING > don't wake me up
        me REMINDING > remind me
        me WAKING > WAKING me up
        (recuerdale|recordale|avisale) a (mi|mis) > remind my
        (recuerdale|recordale|avisale) a > remind
        lo hago (luego|despues|mas tarde|al rato) > i'll do it later
        de acuerdo > okay
        (esta|est\u00e1) bien > okay
        (quise|queria|quiero) decir > i meant
        no (olvidar|olvides|olvide|olvidarme|te olvides) [de] > don't forget to
        a (mi|la) (agenda|calendario) > to my calendar
        (cada|todos los) [dia|dias] DAY (de|del) [cada] mes > the DAY. of every month
        (cual|cu\u00e1l) es (el|la) NUMBER > what is number NUMBER
        (cual|cu\u00e1l) era (el|la) NUMBER > what is number NUMBER
        (se|que|le) me (olvide|olvida) > i forget
        me muestras > show me
        (habla|hablas|hablan|entiendes|entiende|sabes) (espanol|ingles) > do you speak spanish
        me puedes > can you
        me podrias > can you
        no me (puedes|podrias) > can you
        [no] me (puedes|podrias|puede|podria|podes) REMINDING > can you remind me
        lo (de|del|de la|de los|de las) > the
        lo de (mi|mis) > my
        lo de que > that
        (^pasa|^pasame|^pase) (lo|el|la|mi) > move the
        (^pasa|^pasame|^pase) lo (de|del|de la) > move the
        (^pasa|^pasame|^pase) (el|la) NUMBER > move NUMBER
        (estoy|ando|vivo|me encuentro|ahora vivo) en > i'm in
        zona horaria > timezone
        (hora|tiempo) (del este|este) > eastern time
        (hora|tiempo) (del pacifico|pacifico) > pacific time
        (hora|tiempo) (del centro|central) > central time
        (hora|tiempo) de la montana > mountain time
        (cada|los dias|los|el|el dia) DAY y [el] DAY de [cada] mes > the DAY. and DAY. of every month
        (cada|los dias|los|el|el dia) DAY y [el] DAY del mes > the DAY. and DAY. of every month
        (como|c\u00f3mo) (puedo|se|hago para|le hago para) > how do i
        (que|qu\u00e9) (puedes|sabes|podes|sabe|puede) hacer > what can you do
        (^espanol$|^castellano$) > do you speak spanish
        en (espanol|castellano) > do you speak spanish
        en ingles > do you speak english
        (como|c\u00f3mo) funciona [esto] > how does this work
        olvidalo > forget it
        (cancela|olvida) eso > forget that
        (saca|sacar|saque|sacame) (la|el|mi|las|los) ITEM > delete the ITEM
    """,
    "DELAYING": """
        NUMBER UNIT > by NUMBER UNIT
        media hora > by half an hour
        una hora > by an hour
        una hora y media > by an hour and a half
    """,
    "CHANGING": f"""
        {_TO_DAYS}
        a INFINITIVE > to INFINITIVE
        a (diario|diariamente) > to daily
        (a|para) (todos los dias|cada dia) > to every day
        la hora (del|de la|de) > the time of the
        del NUMBER > of NUMBER
        del NUMBER (de|del) MONTH > of MONTH NUMBER
        (a|para) pasado (manana|ma\u00f1ana) > to overmorrow
        (a|para) (el|este) [dia] DAY de MONTH > to MONTH DAY
        (al|para el) [dia] DAY de MONTH > to MONTH DAY
        (al|para el) [dia] DAY > to the DAY
        (al|para el) (primero|1ro|1) de cada mes > to the first of every month
        (al|para el) DAY de cada mes > to the DAY. of every month
        (al|para el) WEEKDAY > to WEEKDAY
        a {_THE} HOUR > to HOUR
        para {_THE} HOUR > to HOUR
        por {_THE} HOUR > to HOUR
        de {_THE} HOUR > from HOUR
        para HOUR > to HOUR
        (a|para) {_THE} HOUR y media > to HOUR+30
        (a|para) {_THE} HOUR y cuarto > to HOUR+15
        (a|para) {_THE} HOUR y MINUTES > to HOUR+MINUTES
        (a|para) {_THE} HOUR menos cuarto > to HOUR-15
        de {_THE} HOUR y media > from HOUR+30
        (a|al|para|para el|a el) WEEKDAY > to WEEKDAY
        (a|para|al dia de) (manana|ma\u00f1ana) > to tomorrow
        (a|para) hoy > to today
        (a|para) HOUR > to HOUR
    """,
}

# What the rows above have made, put in order; these see the grammar's words.
FURTHER_ROWS = {
    "": """
        remind me INFINITIVE > remind me to INFINITIVE
        remind me (of|for|to|that) INFINITIVE > remind me to INFINITIVE
        remind me of the > remind me of the
        remind us (of|for|to|that) INFINITIVE > remind us to INFINITIVE
        remind us INFINITIVE > remind us to INFINITIVE
        remind me it > remind me of it
        remind INFINITIVE > remind me to INFINITIVE
        remind (of|that) INFINITIVE > remind me to INFINITIVE
        no remind > don't remind
        don't remind me (of|for) INFINITIVE > don't remind me to INFINITIVE
        no wake > don't wake
        no (cancel|delete) > don't cancel
        no set > don't set
        wake me > wake me up
        wake me up > wake me up
        ITEM (of|for|to) INFINITIVE > ITEM to INFINITIVE
        ITEM for that INFINITIVE > ITEM to INFINITIVE
        ITEM of the > ITEM about the
        ITEM of > ITEM about
        ITEM of OFFSET > ITEM for OFFSET
        ITEM of WEEKDAY > ITEM for WEEKDAY
        ITEM of MONTH > ITEM for MONTH
        ITEM of NUMBER > ITEM for NUMBER
        ITEM of this > ITEM for this
        ITEM of next > ITEM for next
        ITEM of coming > ITEM for coming
        ITEM of the UNIT > ITEM for the UNIT
        ITEM of every > ITEM for every
        ITEM of tonight > ITEM for tonight
        ITEM of weekend > ITEM for weekend
        (i want|i need|i would like) that remind me > i want you to remind me
        to the INFINITIVE > to INFINITIVE
        for INFINITIVE > to INFINITIVE
        to OFFSET to HOUR > to OFFSET at HOUR
        to WEEKDAY to HOUR > to WEEKDAY at HOUR
        to (coming|next|this) WEEKDAY to HOUR > to coming WEEKDAY at HOUR
        to MONTH NUMBER to HOUR > to MONTH NUMBER at HOUR
        for (coming|this) WEEKDAY to HOUR > to coming WEEKDAY at HOUR
        for OFFSET to HOUR > to OFFSET at HOUR
        for WEEKDAY to HOUR > to WEEKDAY at HOUR
    """,
    # "remind me every week | to water": between a time and what is to be done
    "remind": """
        UNIT INFINITIVE > UNIT to INFINITIVE
        WEEKDAY INFINITIVE > WEEKDAY to INFINITIVE
        MONTH INFINITIVE > MONTH to INFINITIVE
        NUMBER INFINITIVE > NUMBER to INFINITIVE
        OFFSET INFINITIVE > OFFSET to INFINITIVE
        PART INFINITIVE > PART to INFINITIVE
        MERIDIEM INFINITIVE > MERIDIEM to INFINITIVE
        RECURRENCE INFINITIVE > RECURRENCE to INFINITIVE
        sharp INFINITIVE > sharp to INFINITIVE
        noon INFINITIVE > noon to INFINITIVE
        midnight INFINITIVE > midnight to INFINITIVE
        weekday INFINITIVE > weekday to INFINITIVE
        weekdays INFINITIVE > weekdays to INFINITIVE
        overmorrow INFINITIVE > overmorrow to INFINITIVE
    """,
}
