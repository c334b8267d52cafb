"""Times in Spanish, as people text them in Mexico, the Caribbean, the River Plate and Spain.

It is Wednesday, 11 March 2026, 10:20 in New York. Each time stands behind "recuérdame llamar a Ana", whose message must
keep none of its words.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.command import Create, Task
from bot.understanding.reading import read
from tests.understanding.reading_times import NEW_YORK, NOW

MOMENTS = """
hoy > 2026-03-11 12:00
mañana > 2026-03-12 09:00
manana > 2026-03-12 09:00
pasado mañana > 2026-03-13 09:00
hoy a las 5 > 2026-03-11 17:00
mañana a las 5 > 2026-03-12 17:00
mañana a las 5 de la tarde > 2026-03-12 17:00
mañana a las 8 de la mañana > 2026-03-12 08:00
mañana por la mañana > 2026-03-12 09:00
mañana por la tarde > 2026-03-12 15:00
mañana en la noche > 2026-03-12 20:00
mañana a la noche > 2026-03-12 20:00
esta tarde > 2026-03-11 15:00
esta noche > 2026-03-11 20:00
esta noche a las 9 > 2026-03-11 21:00
hoy en la noche > 2026-03-11 20:00
hoy por la tarde > 2026-03-11 15:00
a las 3 > 2026-03-11 15:00
a las 3 y media > 2026-03-11 15:30
a las tres y media de la tarde > 2026-03-11 15:30
a las 3 y cuarto > 2026-03-11 15:15
a las 5 menos cuarto > 2026-03-11 16:45
a las 5 menos 10 > 2026-03-11 16:50
a las cinco menos diez de la tarde > 2026-03-11 16:50
un cuarto para las 5 > 2026-03-11 16:45
10 para las 8 de la noche > 2026-03-11 19:50
a las 15:30 > 2026-03-11 15:30
a las 17h > 2026-03-11 17:00
a las 17 hs > 2026-03-11 17:00
a las 9 hs > 2026-03-11 21:00
a las 7 en punto > 2026-03-11 19:00
a las 7 pm > 2026-03-11 19:00
a las 7 p.m. > 2026-03-11 19:00
a las 10 de la noche > 2026-03-11 22:00
a las 12 de la noche > 2026-03-12 00:00
a las 12 del día > 2026-03-11 12:00
a las 12 del mediodía > 2026-03-11 12:00
al mediodía > 2026-03-11 12:00
a mediodía > 2026-03-11 12:00
a medianoche > 2026-03-12 00:00
a la una > 2026-03-11 13:00
a la 1 y media > 2026-03-11 13:30
a la una y cuarto de la tarde > 2026-03-11 13:15
a las ocho y veinte > 2026-03-11 20:20
a las ocho y treinta y cinco > 2026-03-11 20:35
a las 2 de la madrugada > 2026-03-12 02:00
como a las 4 > 2026-03-11 16:00
a eso de las 6 > 2026-03-11 18:00
tipo 5 > 2026-03-11 17:00
alrededor de las 9 > 2026-03-11 21:00
antes de las 6 > 2026-03-11 18:00
a partir de las 6 > 2026-03-11 18:00
el lunes > 2026-03-16 09:00
el martes a las 9 > 2026-03-17 09:00
el miercoles > 2026-03-18 09:00
el jueves por la tarde > 2026-03-12 15:00
el viernes en la noche > 2026-03-13 20:00
este viernes > 2026-03-13 09:00
el próximo viernes > 2026-03-13 09:00
el viernes que viene > 2026-03-13 09:00
el proximo lunes a las 8 > 2026-03-16 08:00
la próxima semana > 2026-03-16 09:00
la semana que viene > 2026-03-16 09:00
el mes que viene > 2026-04-01 09:00
el próximo mes > 2026-04-01 09:00
el año que viene > 2027-01-01 09:00
el lunes de la próxima semana > 2026-03-16 09:00
este fin de semana > 2026-03-14 09:00
el fin de semana > 2026-03-14 09:00
el próximo fin de semana > 2026-03-21 09:00
el 15 > 2026-03-15 09:00
el día 15 > 2026-03-15 09:00
el 15 de abril > 2026-04-15 09:00
el 3 de mayo de 2027 > 2027-05-03 09:00
el 3 de mayo a las 4 de la tarde > 2026-05-03 16:00
el primero de mayo > 2026-05-01 09:00
15 de septiembre > 2026-09-15 09:00
el viernes 20 de marzo > 2026-03-20 09:00
el 25/12 > 2026-12-25 09:00
3/4 > 2026-04-03 09:00
el 1ro de junio > 2026-06-01 09:00
en navidad > 2026-12-25 09:00
en 10 minutos > 2026-03-11 10:30
en una hora > 2026-03-11 11:20
en media hora > 2026-03-11 10:50
en hora y media > 2026-03-11 11:50
en una hora y media > 2026-03-11 11:50
en dos horas > 2026-03-11 12:20
en 2 horas y media > 2026-03-11 12:50
en dos horas y cuarto > 2026-03-11 12:35
dentro de 3 horas > 2026-03-11 13:20
dentro de dos días > 2026-03-13 10:20
dentro de una semana > 2026-03-18 10:20
dentro de 15 días > 2026-03-26 10:20
en tres semanas > 2026-04-01 10:20
en un mes > 2026-04-11 10:20
en dos meses > 2026-05-11 10:20
en un año > 2027-03-11 10:20
en 45 min > 2026-03-11 11:05
en tres cuartos de hora > 2026-03-11 11:05
en un cuarto de hora > 2026-03-11 10:35
en un rato > 2026-03-11 11:20
en un momento > 2026-03-11 10:25
de hoy en ocho > 2026-03-18 10:20
de mañana en ocho > 2026-03-19 09:00
del lunes en ocho > 2026-03-23 09:00
de aquí a una hora > 2026-03-11 11:20
de aquí a dos semanas > 2026-03-25 10:20
en 5 minutos más > 2026-03-11 10:25
2 horas después de las 5 > 2026-03-11 19:00
10 minutos antes de las 8 > 2026-03-11 19:50
una hora antes de medianoche > 2026-03-11 23:00
lunes, miércoles y viernes a las 7 > 2026-03-16 19:00
a fin de mes > 2026-03-31 09:00
a fines de mes > 2026-03-31 09:00
a mediados de mayo > 2026-05-15 09:00
fin de año > 2026-12-31 09:00
el último día del mes > 2026-03-31 09:00
el primer lunes de mayo > 2026-05-04 09:00
a partir de mañana > 2026-03-12 09:00
a la hora del almuerzo > 2026-03-11 12:00
después del almuerzo > 2026-03-11 12:00
antes de la cena > 2026-03-11 18:00
antes de dormir > 2026-03-11 21:30
después del trabajo > 2026-03-11 18:00
temprano mañana > 2026-03-12 09:00
mañana temprano > 2026-03-12 09:00
el domingo temprano > 2026-03-15 09:00
mañana a primera hora > 2026-03-12 09:00
a última hora del día > 2026-03-11 17:00
en un par de horas > 2026-03-11 12:20
en unos minutos > 2026-03-11 10:23
en unas horas > 2026-03-11 13:20
en nochebuena > 2026-12-24 09:00
el día de las madres > 2026-05-10 09:00
el 31 de diciembre a las 11 de la noche > 2026-12-31 23:00
el lunes 16 a las 9 > 2026-03-16 09:00
el lunes a primera hora > 2026-03-16 09:00
a las 9 y media de la noche > 2026-03-11 21:30
mañana a las 9:15 am > 2026-03-12 09:15
el sábado a las nueve y media de la mañana > 2026-03-14 09:30
el próximo martes por la mañana > 2026-03-17 09:00
dentro de un mes > 2026-04-11 10:20
en 3 días a las 9 > 2026-03-14 09:00
dentro de dos semanas el lunes > 2026-03-23 09:00
el jueves al mediodía > 2026-03-12 12:00
el domingo que viene a las 10 > 2026-03-15 10:00
mañana entre las 2 y las 4 > 2026-03-12 14:00
a las 20:15 > 2026-03-11 20:15
a las 8.30 > 2026-03-11 20:30
a las 7 y 5 > 2026-03-11 19:05
a las 7 y cinco > 2026-03-11 19:05
a las 6 y 45 > 2026-03-11 18:45
a las seis cuarenta y cinco > 2026-03-11 18:45
a las seis y cuarenta y cinco > 2026-03-11 18:45
a las 11 menos 20 de la mañana > 2026-03-11 10:40
hoy mismo a las 8 > 2026-03-11 20:00
ahora > 2026-03-11 10:20
por la noche > 2026-03-11 20:00
en la mañana > 2026-03-12 09:00
a la mañana > 2026-03-12 09:00
3/4 a las 5 > 2026-04-03 17:00
el 5/11 > 2026-11-05 09:00
"""

REPEATS = """
cada día > DAILY from 2026-03-12 09:00
todos los días > DAILY from 2026-03-12 09:00
todos los dias a las 8 > DAILY from 2026-03-12 08:00
a diario a las 9 > DAILY from 2026-03-12 09:00
diariamente > DAILY from 2026-03-12 09:00
cada lunes > WEEKLY;BYDAY=MO from 2026-03-16 09:00
cada lunes a las 7:30 > WEEKLY;BYDAY=MO from 2026-03-16 07:30
todos los lunes a las 7 > WEEKLY;BYDAY=MO from 2026-03-16 07:00
los lunes > WEEKLY;BYDAY=MO from 2026-03-16 09:00
los martes y jueves > WEEKLY;BYDAY=TU,TH from 2026-03-12 09:00
los martes y jueves a las 6 de la tarde > WEEKLY;BYDAY=TU,TH from 2026-03-12 18:00
de lunes a viernes a las 7 > WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-12 07:00
entre semana a las 6:30 > WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-11 18:30
todos los días laborables a las 8 > WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-12 08:00
los fines de semana a las 10 > WEEKLY;BYDAY=SA,SU from 2026-03-14 10:00
cada fin de semana > WEEKLY;BYDAY=SA,SU from 2026-03-14 09:00
cada hora > HOURLY from 2026-03-11 11:20
cada 2 horas > HOURLY;INTERVAL=2 from 2026-03-11 12:20
cada media hora > MINUTELY;INTERVAL=30 from 2026-03-11 10:50
cada 15 minutos > MINUTELY;INTERVAL=15 from 2026-03-11 10:35
cada 8 horas > HOURLY;INTERVAL=8 from 2026-03-11 18:20
cada dos días > DAILY;INTERVAL=2 from 2026-03-13 09:00
cada tercer día > DAILY;INTERVAL=2 from 2026-03-13 09:00
un día sí y otro no > DAILY;INTERVAL=2 from 2026-03-13 09:00
día por medio a las 8 > DAILY;INTERVAL=2 from 2026-03-13 08:00
cada semana > WEEKLY from 2026-03-18 09:00
cada dos semanas > WEEKLY;INTERVAL=2 from 2026-03-25 09:00
cada quincena > WEEKLY;INTERVAL=2 from 2026-03-25 09:00
cada mes > MONTHLY from 2026-04-11 09:00
todos los meses > MONTHLY from 2026-04-11 09:00
el 15 de cada mes > MONTHLY;BYMONTHDAY=15 from 2026-03-15 09:00
el primero de cada mes > MONTHLY;BYMONTHDAY=1 from 2026-04-01 09:00
los días 1 y 15 de cada mes > MONTHLY;BYMONTHDAY=1,15 from 2026-03-15 09:00
cada año > YEARLY from 2027-03-11 09:00
dos veces al día > DAILY;BYHOUR=9,19 from 2026-03-11 19:00
una vez a la semana > WEEKLY from 2026-03-18 09:00
tres veces por semana > WEEKLY;BYDAY=MO,WE,FR from 2026-03-13 09:00
todas las mañanas > DAILY from 2026-03-12 09:00
todas las noches a las 10 > DAILY from 2026-03-11 22:00
cada mañana a las 7 > DAILY from 2026-03-12 07:00
cada tarde > DAILY from 2026-03-11 15:00
el primer lunes de cada mes > MONTHLY;BYDAY=1MO from 2026-04-06 09:00
el último viernes de cada mes > MONTHLY;BYDAY=-1FR from 2026-03-27 09:00
cada hora de 9 a 5 > HOURLY;BYHOUR=9,10,11,12,13,14,15,16,17 from 2026-03-11 11:00
cada 3 días a las 9 > DAILY;INTERVAL=3 from 2026-03-14 09:00
cada lunes hasta junio > WEEKLY;BYDAY=MO;UNTIL=20260601T035959Z from 2026-03-16 09:00
todos los días hasta el viernes a las 8 > DAILY;UNTIL=20260314T035959Z from 2026-03-12 08:00
desde el lunes todos los días a las 8 > DAILY from 2026-03-16 08:00
de lun a vie a las 8 > WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-12 08:00
cada hora de 9 am a 5 pm > HOURLY;BYHOUR=9,10,11,12,13,14,15,16,17 from 2026-03-11 11:00
cada 4 horas a partir de las 8 > HOURLY;INTERVAL=4 from 2026-03-11 20:00
cada noche a las 9 > DAILY from 2026-03-11 21:00
los sábados por la mañana > WEEKLY;BYDAY=SA from 2026-03-14 09:00
cada viernes por la tarde > WEEKLY;BYDAY=FR from 2026-03-13 15:00
todos los viernes a las 5 pm > WEEKLY;BYDAY=FR from 2026-03-13 17:00
cada 30 minutos > MINUTELY;INTERVAL=30 from 2026-03-11 10:50
una vez al día > DAILY from 2026-03-12 09:00
una vez al año > YEARLY from 2027-03-11 09:00
3 veces al día > DAILY;BYHOUR=9,14,19 from 2026-03-11 14:00
cada 6 meses > MONTHLY;INTERVAL=6 from 2026-09-11 09:00
cada 10 días > DAILY;INTERVAL=10 from 2026-03-21 09:00
semanalmente > WEEKLY from 2026-03-18 09:00
mensualmente > MONTHLY from 2026-04-11 09:00
cada primer lunes del mes > MONTHLY;BYDAY=1MO from 2026-04-06 09:00
el segundo martes de cada mes > MONTHLY;BYDAY=2TU from 2026-04-14 09:00
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(" > ")) for line in table.strip().splitlines()]


def task_of(words: str) -> Task:
    text = f"recuérdame llamar a Ana {words}"
    command = read(text, now=datetime.fromisoformat(NOW), zone=ZoneInfo(NEW_YORK)).command
    assert isinstance(command, Create), command
    assert command.tasks[0].message == "llamar a Ana"
    return command.tasks[0]


@pytest.mark.parametrize(("words", "expected"), rows(MOMENTS))
def test_moments(words, expected):
    moment = task_of(words).moment
    assert moment is not None
    assert moment.at.strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(("words", "expected"), rows(REPEATS))
def test_repeats(words, expected):
    repeat = task_of(words).repeat
    assert repeat is not None
    assert f"{repeat.rrule.removeprefix('FREQ=')} from {repeat.first:%Y-%m-%d %H:%M}" == expected
