"""Spanish in the terms of the grammar, see ``docs/adding-a-language.md``.

Words are without accents, except where an accent makes another word of them ("what" and "that").
"""

from bot.understanding.languages.es.rows import FURTHER_ROWS, ROWS
from bot.understanding.languages.es.verbs import forms_of
from bot.understanding.languages.es.vocabulary import CLASSES, VERBS, WORDS

__all__ = [
    "CLASSES",
    "CORRECT",
    "ENDINGS",
    "FURTHER_ROWS",
    "JOINING_NUMBERS",
    "LETTERS",
    "MENDABLE",
    "NO_ENDINGS",
    "NUMBERS",
    "ROWS",
    "SIGNS",
    "VERBS",
    "WORDS",
    "forms_of",
]  # fmt: skip

LETTERS = dict(zip("\u00e1\u00e9\u00ed\u00f3\u00fa\u00fc\u00f1", "aeiouun", strict=True))
SIGNS = "\u00bf\u00a1"  # the inverted signs

NUMBERS = {
    0: "cero",
    1: "un una uno",
    2: "dos",
    3: "tres",
    4: "cuatro",
    5: "cinco",
    6: "seis",
    7: "siete",
    8: "ocho",
    9: "nueve",
    10: "diez",
    11: "once",
    12: "doce",
    13: "trece",
    14: "catorce",
    15: "quince",
    16: "dieciseis",
    17: "diecisiete",
    18: "dieciocho",
    19: "diecinueve",
    20: "veinte",
    21: "veintiuno veintiun veintiuna",
    22: "veintidos",
    23: "veintitres",
    24: "veinticuatro",
    25: "veinticinco",
    26: "veintiseis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
    30: "treinta treienta trenta",
    40: "cuarenta",
    50: "cincuenta cinquenta",
    60: "sesenta",
    70: "setenta",
    80: "ochenta",
    90: "noventa",
    100: "cien ciento",
    200: "doscientos doscientas",
    300: "trescientos trescientas",
    500: "quinientos quinientas",
}
JOINING_NUMBERS = "y i"  # treinta y cinco

# Classes of words by their endings, and words that only look so.
ENDINGS = {
    "DID": "\u00e9 \u00ed",  # "ya llam\u00e9", with its accent
    "INFINITIVE": """
        ar er ir arme erme irme arte erte irte arse erse irse arlo erlo irlo arla erla irla arlos erlos irlos arlas
        erlas irlas arle erle irle arles erles irles arnos ernos irnos
    """,
}
NO_ENDINGS = {
    "INFINITIVE": """
        ayer mujer lugar bar mar par hogar celular dolar azucar taller alquiler super lider poder deber bulevar altar
        pilar collar titular escolar familiar regular particular similar popular militar singular bazar radar caviar
        cancer server chofer alfiler caracter placer amanecer atardecer anochecer lunar solar bienestar
    """,
}

# Words whose typos are mended, and real words one letter away that are not.
MENDABLE = """
    martes miercoles jueves viernes sabado domingo febrero agosto septiembre octubre noviembre diciembre manana semana
    semanas minuto minutos segundos mediodia medianoche despues
    recuerdame recordarme avisame despiertame recordatorio recordatorios alarma alarmas temporizador cancela cancelar
    elimina eliminar borrar programa programar configura configurar establece establecer mostrar muestra muestrame
    muestras posponer pospon despertador cambiar cambia recordar proximo proxima siguiente diariamente mensualmente
    semanalmente cuantos cuantas agregar agrega quincena
"""
CORRECT = """
    canela luna lunas marte jueces vienes viene tarda tardes horno hora ahora honra hongo cambio cambie muestreo
    mostrador marca marco marza semanal manzana manana hermana hermano noches coche leche toche tarta carta
    domingos sabados marzos todo toda lodo modos codos rodas modas bodas sodas salsa alarmado armas alma almas carmas
    hermanas manada banana recuerdo recuerdos recuerdas cuanta cuando cuento cuentos cuenta cuentas santo cuarto cuartos
    savor sabor programas programo minutas minuta abrir barra barrer llorar borra honor tales tardo abra
    abrid octava agosta nacho
    norte corte orar horar otras horno juevos huevos sueves puente vuelve fiebre viento vientre cierne enera entero
    genero febril mayor mayo borrador cambiara caminar cambios campana ventana pestana semilla sabana sabanas
"""
