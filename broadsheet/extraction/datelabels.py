"""Words that stand beside dates: what calls one an update, and what may share its line."""

from __future__ import annotations

from functools import lru_cache

from broadsheet.extraction.patterns import Stems, any_of, caseless, parted

_UPDATES = r"""
    updat  modif  edited  revised  last change  aktualis  aktualiz  geändert  änderung  stand:
    mis à jour  màj
    maj\b  actualis  actualiz  actualitz  atualiz  aggiorn  ultima modifica  bijgewerkt  gewijzigd  laatst
    zaktualiz
    zmieniono  modyfik  změn  zmenen  upraven  обновл  обновен  изменен  актуализ  оновл  оновлен
    змінено  ажурир
    измењен  ažurir  izmijen  izmenjen  izmjen  posodob  sprememb  更新  修改  수정  최종  업데이트  güncell
    päivitetty  muokattu  uppdater  oppdater  opdater  redigeret  uppfær  uuenda  muudetud  ενημέρ
    ενημερώ  τροποπ
    تحديث  تعديل  به‌روزرسانی  بروزرسانی  ویرایش  اپ ڈیٹ  עודכן  עדכון  módos  frissít  sist endret
    senast ändrad
    senest ændret  cập nhật  diperbarui  diperbaharui  pembaruan  kemas kini  atnaujin  atjaunot
    përditës  yenilən
    განახლ  թարմաց  eguneratu  अपडेट  अद्यतन  संशोधित  আপডেট  হালনাগাদ  புதுப்பி  อัปเดต  อัพเดท  ปรับปรุง  แก้ไข
"""
_UPDATED, _STEMS = any_of(_UPDATES), Stems(parted(_UPDATES.replace(r"\b", "")))
# What may stand beside a date in its own line: labels, prepositions, units, nothing that makes a sentence.
DATE_WORD = any_of(
    r"""
    published?  posted  created  written  first  last  on  at  in  online  date  uploaded
    updated?  modified  edited  since
    veröffentlicht  erstveröffentlicht  erstellt  publiziert  erschienen  aktualisiert  aktualisierung
    zuletzt  letzte
    änderung  update  stand  datum  vom  am  um  uhr  den  der
    publiée?  mise?  jour  à  le  créé  modifiée?  dernière  date  publication  parue?
    publicad[oa]  actualizad[oa]  creado  última  actualización  fecha  publicación  el  a  las?  en  de
    del  h[rs]?s?
    horas?  atualizad[oa]  modificad[oa]  criado  postado  atualização  publicação  em  às  data
    pubblicat[oa]  aggiornat[oa]  creato  ultima  ultimo  modifica  aggiornamento  pubblicazione  il
    alle  ore
    gepubliceerd  bijgewerkt  gewijzigd  geplaatst  laatst  laatste  op  om  uur
    opublikowan[oaey]  aktualizacja  aktualizacji  zaktualizowano  dodano  dodania  utworzono  publikacji
    ostatnia
    godz  godzina  r  roku  vydáno  publikováno  zveřejněno  vloženo  aktualizováno  aktualizace
    poslední  v  ve
    dne  hod  hodin  zverejnené  publikované  aktualizované  posledná  aktualizácia  dňa  o
    publisert  oppdatert  sist  endret  publicerad  publicerat  uppdaterad  senast  ändrad  publiceret
    opdateret
    senest  ændret  d  kl  klo  klukkan  klockan  birt  uppfært  julkaistu  päivitetty  muokattu
    megjelent  közzétéve  publikálva  létrehozva  feltöltve  frissítve  frissült  módosítva  utolsó
    frissítés  módosítás
    publicată?  postat  actualizată?  actualizare  publicării  ora  la
    objavljeno  objava  ažurirano  izmijenjeno  izmenjeno  zadnja  izmjena  posljednja  posodobljeno  u
    ob  sati  uri
    објављено  ажурирано  у  објава  објавена?  во  publikuar  përditësuar  më  në
    paskelbta  publikuota  atnaujinta  val  m  publicēt[sa]  atjaunot[sa]  gada  plkst  avaldatud
    uuendatud  kell
    публикуван[оа]?  обновен[оа]?  актуализиран[оа]?  последна  актуализация  г  ч  часа  на
    опубликован[оа]  обновлен[оа]  изменен[оа]  размещен[оа]  создан[оа]  дата  публикации  обновления
    время  года
    мск  в  опубліковано  оновлено  створено  публікації  оновлення  року  р  об  о  час
    yayın  yayınlanma  yayımlanma  yayınlandı  güncelleme  güncellenme  güncellendi  oluşturulma
    eklenme  kaydedilme
    tarihi?  giriş  son  saat  haber  tarixi  dərc  edilib
    기사입력  입력  기사수정  수정  최종수정  최종  등록  작성  발행  게시  승인  송고  업데이트  오전  오후
    公開日?時?  更新日?時?  最終更新日?時?  掲載日?時?  投稿日?時?  配信日?時?  作成日?  発表  日時  登録  付
    发布时间  发布日期  发布  发表时间  发表  更新时间  发表于  发布于  时间  日期  出版  刊登  發布時間
    發布日期  發布
    發佈時間  發佈  發表  更新時間  時間  上午  下午  (?:来源|來源)[:：]\S{0,20}
    δημοσίευση  ενημέρωση  δημοσιεύ[θτ]ηκε  δημοσίευσης  δημοσιευμένο  τελευταία  ενημερώθηκε
    ημερομηνία  στις  ώρα
    نشر[تا]?  نُشر  النشر  تاريخ  بتاريخ  في  آخر  اخر  تحديث  التحديث  الساعة  يوم  أضيف  بتوقيت  غرينتش
    انتشار  تاریخ  ساعت  شائع  פורסמ?ם?ה?  עודכן  עדכון  אחרון  בתאריך  תאריך  פרסום  בשעה  יום  שעה
    प्रकाशित  अपडेट  अपडेटेड  तिथि  तारीख  समय  बजे  को  প্রকাশ  প্রকাশিত  প্রকাশের  আপডেট  সময়  তারিখ
    ngày  lúc  thứ  đăng  cập  nhật  xuất  bản
    diterbitkan  dipublikasikan  tayang  terbit  diperbarui  diperbaharui  pukul  jam  pada  dibuat  wib
    wita  wit
    utworzenia  modyfikacji  ostatniej  გამოქვეყნდა  გამოქვეყნებულია  განახლდა  განახლებულია  ბოლოს
    հրապարակվել  հրապարակված  թարմացվել  թարմացված  է
    வெளியிடப்பட்டது  வெளியீடு  புதுப்பிக்கப்பட்டது  தேதி  เผยแพร่เมื่อ  อัปเดตเมื่อ  อัพเดทเมื่อ  ปรับปรุงล่าสุด  อัปเดตล่าสุด
    الموافق  هـ  م  مُ?حرّ?م  صَ?فر  ربيع  الأول  الآخر  الثاني  جمادى  الأولى  الآخرة  الثانية  رَ?جب
    شعبان  رَ?مضان  شوّ?ال  ذُ?و  ذي  القعدة  الحجة
    เผยแพร่  เมื่อ  วันที่  โพสต์  อัปเดต  อัพเดท  ล่าสุด  เวลา  น
    publicat  actualitzat  les  argitaratua  eguneratua  publicado  ás  ist  hrs?
    gmt  utc  e[ds]?t  c[ds]?t  p[ds]?t  b?st  [|·•–—ـ-]+
    min  minutes?  read  \d+
    """,
    before="^",
    after="$",
)


@lru_cache(maxsize=1024)  # class names and labels repeat on a site's pages
def tells_of_update(text: str) -> bool:
    """Whether words beside a date, or class names, call it that of an update."""
    return _STEMS.are_in(caseless(text)) and _UPDATED.search(text) is not None
