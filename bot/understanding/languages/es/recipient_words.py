"""Words with which people answer somebody who wants to have them reminded. Without accents."""

ACCEPTING = "si vale claro dale bueno acepto"
BLOCKING = "bloquea bloquear bloquee"
COURTESIES = "gracias muchas por favor esta bien"
ACCEPTING_AS_A_WHOLE = "por supuesto|de acuerdo|esta bien|con gusto"
DECLINING_AS_A_WHOLE = "no me interesa|no quiero|mejor no"
ENDS_AN_ASKER = r"(?:ya )?no mas(?: (?:recordatorios|mensajes))?( de(?: parte de)?)? (.+)"
ASKS_WHO = r"\bquien (?:es|eres|soy|me|lo|pregunta)\b|^quien$|\bno (?:te|lo|la|los|se quien) (?:conozco|eres|es)\b"
NOT_A_FIRST_NAME = """
    banco hacienda policia migra sat imss correo correos aduana gobierno seguridad tarjeta cuenta premio loteria tienda
    oficina agencia cliente clientes medico clinica escuela ayuda seguro seguros impuestos ministerio departamento
    embajada consulado abogado empresa soporte servicio alerta
"""
INSTITUTION_STEMS = "gobiern seguridad soport inmigra migraci oficial ministeri"
