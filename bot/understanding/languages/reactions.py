"""How phones word a reaction that they send as a text, in every language that they are likely to be set to.

Apple's wordings are those of Messages' tapbacks, Google's those of Messages' fallback for SMS; both follow the phone's
language, not the conversation's. Wordings are in lower case without accents and punctuation. ``{e}`` is an emoji, and
``...`` the quoted text, which comes last where it is left out. Sources: users' reports and the open-source SMS apps
that show them (QUIK, Fossify), as neither company documents them.
"""

from collections.abc import Mapping
from enum import Enum


class Kind(Enum):
    """What a reaction says about the text it quotes."""

    LIKE = "like"  # liked, loved, emphasised: the person has seen it and agrees
    OTHER = "other"  # laughed at, disliked, questioned
    EMOJI = "emoji"  # the emoji says it
    REMOVED = "removed"  # an earlier reaction was taken back


WORDINGS: Mapping[str, Mapping[Kind, str]] = {
    "en": {
        Kind.LIKE: "liked|loved|emphasized|emphasised",
        Kind.OTHER: "disliked|laughed at|laughed|questioned|reacted with a sticker to",
        Kind.EMOJI: "{e} to|reacted {e} to|reacted with {e} to",
    },
    "es": {
        Kind.LIKE: """
            le gusto|le ha gustado|le gusta|me gusta|me gusto|indico que le gusta|ha indicado que le gusta
            dio un me gusta a|ha dado un me gusta a|le encanto|le ha encantado|le encanta|me encanta|me encanto|amo
            exclamo por|ha exclamado por|enfatizo|ha enfatizado|destaco|ha destacado|resalto|ha resaltado|subrayo
        """,
        Kind.OTHER: """
            no le gusto|no le ha gustado|no le gusta|no me gusta|no me gusto|le dio risa|le ha dado risa|le hizo gracia
            le ha hecho gracia|le parecio gracioso|le divirtio|se rio de|se ha reido de|se rio con|se rio por
            dudo sobre|dudo de|ha dudado de|pregunto por|pregunto sobre|ha preguntado por|cuestiono|ha cuestionado
        """,
        Kind.EMOJI: "{e} a|reacciono con {e} a|reacciono {e} a|ha reaccionado con {e} a|reaccion {e} a",
    },
    "fr": {
        Kind.LIKE: """
            a aime|aime|a mis un j'aime a|a mis j'aime a|a indique aimer|a adore|adore|a ajoute un coeur a
            a mis un coeur a|a insiste sur|a mis l'accent sur|a souligne|a mis en evidence|a accentue
            a ajoute un point d'exclamation a|gras|exclamation
        """,
        Kind.OTHER: """
            n'a pas aime|n'aime pas|n'a pas adore|a ri de|a ri a|a ri|rit de|a rigole de|a trouve drole
            a trouve ca drole|a ajoute un rire a|a remis en question|a mis en doute|s'interroge sur|s'est interroge sur
            a questionne|interrogation|a ajoute un point d'interrogation a
        """,
        Kind.EMOJI: "{e} a|a reagi avec {e} a|a reagi par {e} a|a reagi {e} a|a reagi a ... avec {e}|reaction {e} a",
    },
    "de": {
        Kind.LIKE: """
            gefallt|gefallt mir|hat gefallen|mag|liebt|liebte|mochte|hat ... mit gefallt mir markiert
            hat ... mit einem herz versehen|... ein herz hinzugefugt|hat ... ein herz hinzugefugt
            hat ein herz zu ... hinzugefugt|hat ... geliebt|hat ... geliked|... gefallt|... gefallt mir
            ... ein ausrufezeichen hinzugefugt|hat ... ein ausrufezeichen hinzugefugt|hat ... hervorgehoben
            ... hervorgehoben|hat ... betont|... betont|betonte|betont
        """,
        Kind.OTHER: """
            gefallt nicht|gefallt mir nicht|mag nicht|mag ... nicht|hat ... nicht gefallen|... gefallt nicht
            hat uber ... gelacht|lachte uber|lacht uber|lachen uber|uber ... gelacht|... ein lachen hinzugefugt
            findet ... lustig
            hat ... ein lachen hinzugefugt|hat ... in frage gestellt|hat ... hinterfragt|... hinterfragt|hinterfragte
            ... ein fragezeichen hinzugefugt|hat ... ein fragezeichen hinzugefugt
        """,
        Kind.EMOJI: """
            {e} zu|{e} auf|{e} an|hat mit {e} auf ... reagiert|mit {e} auf ... reagiert|reagierte mit {e} auf
            hat {e} auf ... reagiert|{e} auf ... reagiert|reagiert mit {e} auf|hat auf ... mit {e} reagiert
        """,
        Kind.REMOVED: """
            herz von ... entfernt|gefallt mir von ... entfernt|gefallt mir nicht von ... entfernt
            lachen von ... entfernt|ausrufezeichen von ... entfernt|fragezeichen von ... entfernt|{e} von ... entfernt
            {e} aus ... entfernt
            hat ein herz von ... entfernt|hat {e} von ... entfernt|hat {e} aus ... entfernt
        """,
    },
    "pt": {
        Kind.LIKE: """
            gostou de|gostou|gosta de|curtiu|deu um gosto a|amou|ama|adorou|enfatizou|destacou|exclamou|deu enfase a
            exclamou em|realcou
        """,
        Kind.OTHER: """
            nao gostou de|nao gostou|nao gosta de|nao curtiu|descurtiu|riu de|riu-se de|riu com|riu|achou graca de
            achou graca em|achou engracado|questionou|perguntou sobre|duvidou de|teve duvidas sobre|interrogou
        """,
        Kind.EMOJI: "{e} a|{e} para|{e} em|reagiu com {e} a|reagiu com {e} para|reagiu {e} a|reagiu a ... com {e}",
    },
    "it": {
        Kind.LIKE: """
            ha messo mi piace a|piace|mi piace|gli piace|le piace|ha adorato|adora|ha enfatizzato|ha messo in evidenza
            ha evidenziato|ha sottolineato
        """,
        Kind.OTHER: "non piace|non mi piace|non e piaciuto|ha riso per|ha riso di|ha riso a|ha messo in dubbio",
        Kind.EMOJI: "{e} a|ha reagito con {e} a|ha reagito {e} a",
    },
}

# A short text that begins with one of the first, or with a verb of having and one of the second, takes a reaction back.
REMOVING_FIRST = """
    removed elimino quito retiro borro supprime retire enleve entfernte removeu retirou tirou apagou eliminou
"""
HAVING = "ha a hat"
REMOVING_SECOND = "eliminado quitado retirado borrado supprime retire enleve rimosso eliminato"

# A reaction to a picture quotes nothing: "Liked an image".
MEDIA = """
    an image|a photo|a picture|a video|a movie|a sticker|an audio message|an attachment|a location|a contact|a link
    una imagen|una foto|un video|un sticker|un mensaje de audio|un archivo adjunto
    une image|une photo|une video|un sticker|un message audio|une piece jointe
    ein bild|ein foto|ein video|einen sticker|eine audionachricht|einen anhang
    uma imagem|uma foto|um video|um sticker|uma mensagem de audio|um anexo
    un'immagine|una foto|un video|un messaggio audio|un allegato
"""
# Says that a reminder is done, as "liked" does: thumbs, check marks, and the hearts and exclamation marks that phones
# send for "loved" and "emphasized" in their newer form.
DONE_EMOJI = """
    \U0001f44d \u2705 \u2714 \u2611 \U0001f44c \u2713 \u203c \u2757 \u2764 \u2665 \U0001f9e1 \U0001f49b \U0001f49a
    \U0001f499 \U0001f49c \U0001f5a4 \U0001f90d \U0001f90e \U0001fa77 \U0001fa75 \U0001fa76 \U0001f495 \U0001f496
"""
