"""The words by which Spanish is known: one of the first, or two of the others, which English texts have now and then.

Two of the others count in a longer English text only side by side, and not where they are ``IN_NAMES``: "de la".
Any of ``PAIRS`` counts as two; "#" is a number.
Words are without accents.
"""

SURE = """
    recuerdame recordarme recuerdeme recordame recordamelo recuerdamelo recuerdanos recordatorio recordatorios recuerda
    recuerde recuerdes recuerdas recordar avisame aviseme avisarme avises despiertame despertarme despertame levantame
    acuerdame acordate acuerdate notificame hazme haceme mandame enviame alarma alarmas temporizador cronometro
    despertador manana lunes martes miercoles jueves viernes sabado sabados domingos hoy semana semanas meses minuto
    minutos segundos hora horas mediodia medianoche noche tardes noches dias pasado enero febrero septiembre octubre
    noviembre diciembre diariamente semanal semanalmente mensual mensualmente quincena cancelar cancele cancelame
    elimina eliminar elimine borra borrar borre borrame quita quitar quitame apaga apagar apagame desactiva desactivar
    detener muestra muestrame mostrar mostrame mostrarme muestreme ensename dime decime cambia cambiar cambiame mueve
    mover pospon posponer pospone posponga pausar pausa reanuda reanudar ponme poneme ponle pon ponga poner pongame
    programar programa configura configurar establece establecer agregar agrega agregame anade anadir crear colocar
    coloca fijar activar activa repetir repite modificar modifica ajustar ajusta reprogramar reprograma restablecer
    necesito quiero quisiera tengo tienes tenes hay puedes podrias podes puede cuantos cuantas cuanto cuando cuales
    quien donde gracias ayuda hola olvidalo deshacer proximo proxima siguiente despues ahora ahorita tambien comprar
    llamar pagar recoger llevar espanol ingles llovera lluvia temperatura pronostico nublado diario diaria diarias
    listo hecho lista sigue funciona cuesta gratis eres sos termine pague equivoque ayer anoche estoy deshaz posponlo
    acuerdo adios perdon disculpa posponla aplaza postergar desde hasta hazlo
"""
LIKELY = """
    el la los las un una unos unas de del al en y o que con sin por para mi mis tu su sus lo le es se si ya
    esta este estas estos esa ese eso cada todos todas todo toda antes dentro luego mas pero como cual tomar sacar
    buscar hacer ir ver dar cita favor tarde dia mes ano abril mayo junio julio agosto marzo domingo dos tres cuatro
    cinco seis siete ocho nueve diez doce quince veinte treinta clima saca calor frio cancela lista cosas
    vivo vale bien voy va durante desperte
"""
PAIRS = frozenset({"en #", "el #", "las #", "los #", "a las", "me voy", "no me", "son las", "que me"})
DAY_FIRST = True  # 3/4 is the third of April, also in the United States
IN_NAMES = "a de la el los las del y en con o un una me no son si le lo he san se"
