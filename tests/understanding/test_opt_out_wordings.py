"""Opt-outs as people of many countries, and angry ones, write them; and texts about stopping that are none."""

# ruff: noqa: RUF001 - letters of other scripts are what is tested

import pytest

from bot.understanding.opt_out import is_opt_out

# The word for STOP, one country's in each line.
KEYWORDS = """
отпишите меня / ОТМЕНА / Отмените подписку пожалуйста / Не пишите мне больше! / вы ошиблись номером
ЗУПИНИТИ / відписатися / спри / ОТПИСВАНЕ / престани / тоқта / зогсоо
στοπ / ΔΙΑΚΟΠΗ / σταμάτα
dur / DURDUR / iptal / İPTAL / İptal et / iptal et lütfen / dur artık
توقف / توقف! / قف. / الغاء / ايقاف / توقف من فضلك / لا ترسل لي / بند
הסר / הסירו אותי / די! / לא מעוניין
बंद / बंद करो / गलत नंबर / বন্ধ / ਬੰਦ / நிறுத்து / ఆపు / നിർത്തുക / ನಿಲ್ಲಿಸಿ
หยุด / ยกเลิก / ผิดเบอร์ / dừng / ngừng / HUỶ / từ chối
berhenti / BATAL / itigil / tama na
停止 / 停 / 中止 / 退订 / 「停止」 / 停止。 / 不要再发短信了 / 别再给我发信息 / 打错了
やめて / 配信停止 / 停止して下さい / メールを送らないで / ストップ
해지 / 정지 / 중지 / 그만 보내세요 / 문자 보내지 마세요
désinscription / plus de SMS svp / STOP PUB / arrêt sms / ne me contactez plus
uitschrijven / stoppen aub / verkeerd nummer / ik wil geen berichten meer / niet meer sturen / stuur me geen berichten
Hör auf / Schluss damit / bitte nicht mehr schreiben / Abmeldung
smettila / fermati / non scrivermi più / chega / pare com isso / para de me mandar mensagem / dejen de joder
STOPPA / sluta skicka sms / inga fler sms / fel nummer / AVREGISTRERA / slutt / afmelding / PERUUTA / lopettakaa
REZYGNUJE / KONIEC / nie piszcie do mnie / zły numer / ZRUŠIT / odhlásit / prestaň / LEÁLLÍTÁS
OPREȘTE / dezabonare / odjava / prestani / ZAUSTAVI / STABDYTI / APTURĒT / atura / ndalo / sispann
wypisz mnie / nie pisz do mnie więcej / nie wysyłajcie mi więcej SMSów / annulla l'iscrizione / cancellami / stopp sms
διαγραφή / μην μου στέλνετε μηνύματα / bana mesaj atmayın / mesaj atmayın artık / henti / jangan kirim lagi
huwag na mag text / nu-mi mai trimiteți mesaje / stop mesajele / Neposílejte mi zprávy / ne írjon nekem többet
älä lähetä minulle viestejä / не ми пишете повече / nemojte mi više slati poruke / не надо мне писать
перестаньте писать / отпишите меня от рассылки
لا ترسل لي رسائل / لا أريد رسائل / أوقف الرسائل / אל תשלחו לי הודעות / אני לא רוצה הודעות
मत भेजो / मुझे मैसेज न भेजें / hủy đăng ký / Đừng gửi tin nhắn cho tôi nữa / không nhắn nữa / メッセージを送らないで
더 이상 문자 보내지 마세요 / 我不想再收到短信了 / 请把我删除 / 别再烦我
"""
DECORATED = """
this is not John, stop texting / I'm not Mark, don't text me / This is not Ann. Stop texting.
STOP!!!!1 / STOP!!1!11 / stopstop / STOPSTOPSTOP / pleasestop / STOP\u2122 / STOP\u00ae
#STOP# / @stop / \U0001f182\U0001f183\U0001f17e\U0001f17f
\u24c8\u24c9\u24c4\u24c5 / \U0001f6ab\U0001f6ab / STOP2END / STOP TO END / Reply STOP to end
text stop to unsubscribe / Stop -Bob
STOP please and thank you / Stop. Thanks, Bob / Who is this? I'm Mark. Stop. / STOP. This is harassment.
this is harassment, stop / stop, i dont know you / I'm not interested anymore, please stop / please don't. stop
for the last time stop / stop once and for all / Stop immediately or I will sue / stop or else
why don't you stop texting me / why dont you leave me alone / please make this stop / i want this to stop
this isn't Mark, wrong number / I'm not Mark. Wrong number / im not jane you have the wrong number / nope wrong number
"""
NOT_OPT_OUTS = """
don't stop / Don't stop! / please dont stop / no dont stop / don't ever stop / never stop / i don't want you to stop
please don't stop texting me / dont stop the texts / i dont want to stop / don't unsubscribe me / do not unsubscribe
I did not unsubscribe / don't opt me out / don't take me off the list / don't remove me / don't delete my number
don't bother / dont bother / i never got a text / i never got your text / stopped / it stopped / the texts stopped
Stop - Gym / stop - Monday / acha
stop, drop and roll / stop, look, listen / bread, milk, stop at the bank / to stop or not to stop
wrong number, i meant 3
how do I make this stop / why did you stop / did you stop / remind me to stop. thanks / stop 1
stop 1!!! / remove 1 or i'll forget
nie zapomnij o mleku / nu uita laptele / не пиши маме в 5 / jangan lupa beli susu / 不要忘记买牛奶 / no olvides la leche
this is not urgent, stop at the bank / this is my dentist, stop by at 5 / mesaj at anneme / ala carte dinner at 7
"""


def phrases(block: str) -> list[str]:
    return [phrase.strip() for line in block.strip().splitlines() for phrase in line.split(" / ")]


@pytest.mark.parametrize("text", [*phrases(KEYWORDS), *phrases(DECORATED)])
def test_a_wish_is_recognised(text):
    assert is_opt_out(text)


@pytest.mark.parametrize("text", phrases(NOT_OPT_OUTS))
def test_the_opposite_and_other_texts_are_none(text):
    assert not is_opt_out(text)


def test_a_repeated_sentence_is_obeyed_however_long():
    assert is_opt_out("please stop texting me. " * 80)


@pytest.mark.parametrize("mark", ["\u200b", "\u2063", "\ufffc", "\u00ad", "\u0301", "\ufe0f"])
def test_marks_do_not_hide_a_word_of_another_script(mark):
    assert is_opt_out(f"стоп{mark}")
    assert is_opt_out(f"{mark}बंद")
