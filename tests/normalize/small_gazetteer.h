// SPDX-License-Identifier: Apache-2.0
// Places of the North, their namesakes in the South, a person and organs: enough for every kind of
// choice.
#pragma once

namespace waymark::normalize {

inline constexpr const char* kSmallGazetteer = R"(
gazetteer: test 1
labels: {PLACE: flat, AGENCY: flat, PERSON: flat}
kinds: {country: PLACE, province: {label: PLACE, generic: [도]}, city: {label: PLACE, generic: [시]},
  county: {label: PLACE, generic: [군]}, river: {label: PLACE, generic: [강]}, camp: {label: PLACE, generic: [관리소]},
  district: {label: PLACE, generic: [구역]}, village: {label: PLACE, generic: [리]}, quarter: {label: PLACE, generic: [동]}, nuclear-site: PLACE,
  airport: {label: PLACE, generic: [비행장]}, person: PERSON, organ: AGENCY}
entries:
  - {id: kp, name: {en: North Korea, ko: 북조선}, kind: country}
  - {id: kr, name: {en: South Korea, ko: 대한민국}, kind: country}
  - {id: ru, name: {en: Russia, ko: 러시아}, kind: country}
  - {id: cn, name: {en: China, ko: 중국}, kind: country}
  - {id: kp.n-hamgyong, name: {en: North Hamgyong Province, ko: 함경북도, hanja: 咸鏡北道}, kind: province, in: kp,
     derive: korean}
  - {id: kp.kangwon, name: {en: Kangwon Province, ko: 강원도, hanja: 江原道}, kind: province, in: kp, derive: korean}
  - {id: kp.ryanggang, name: {en: Ryanggang Province, ko: 량강도, hanja: 兩江道}, kind: province, in: kp,
     derive: korean, ids: {iso: KP-10, geonames: "2039332"}}
  - {id: kp.musan, name: {en: Musan County, ko: 무산군, hanja: 茂山郡}, kind: county, in: kp.n-hamgyong, derive: korean}
  - {id: kp.kosong, name: {en: Kosong County, ko: 고성군, hanja: 高城郡}, kind: county, in: kp.kangwon,
     derive: korean}
  - {id: kp.kojo, name: {en: Kojo County, ko: 고조군}, kind: county, in: kp.kangwon, derive: korean}
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, in: kp.ryanggang, derive: korean,
     aliases: [{form: Keizan, why: exonym}, {form: Haesan, why: misspelling}]}
  - {id: kp.samjiyon, name: {en: Samjiyon, ko: 삼지연시}, kind: city, in: kp.ryanggang, derive: korean}
  - {id: kp.riwon, name: {en: Riwon County, ko: 리원군}, kind: county, in: kp, derive: korean}
  - {id: kp.onsong, name: {en: Onsong County, ko: 온성군}, kind: county, in: kp.n-hamgyong, derive: korean}
  - {id: kp.kyonghung, name: {en: Kyonghung County, ko: 경흥군, hanja: 慶興郡}, kind: county, in: kp.n-hamgyong,
     derive: korean}
  - {id: kp.haksan, name: {en: Haksan-ri, ko: 학산리}, kind: village, in: kp.onsong, derive: korean, prior: 0.2,
     needs: {near: {in: kp}}}
  - {id: kp.punggye, name: {en: Punggye-ri, ko: 풍계리}, kind: village, in: kp.onsong, derive: korean, prior: 0.7,
     needs: {near: {in: kp}}}
  - {id: kp.kimjongsuk, name: {en: Kimjongsuk County, ko: 김정숙군}, kind: county, in: kp.ryanggang, derive: korean}
  - {id: kp.unsan, name: {en: Unsan County, ko: 운산군}, kind: county, in: kp, derive: korean}
  - {id: kp.unsan-2, name: {en: Unsan County, ko: 은산군}, kind: county, in: kp, derive: korean, prior: 0.3}
  - {id: kp.tumen, name: {en: Tumen River, ko: 두만강}, kind: river, in: kp, derive: korean}
  - {id: kp.songchongang, name: {en: Songchongang District, ko: 성천강구역}, kind: district, in: kp, derive: korean,
     never: [Songchon-gang]}
  - {id: kp.songchon, name: {en: Songchon River, ko: 성천강}, kind: river, in: kp, derive: korean}
  - {id: kp.nyongbyon, name: {en: Nyongbyon County, ko: 녕변군, hanja: 寧邊郡}, kind: county, in: kp, derive: korean}
  - {id: kp.yongbyon-site, name: {en: Yongbyon Nuclear Complex, ko: 녕변핵시설}, kind: nuclear-site,
     in: kp.nyongbyon, derive: korean, aliases: [Yongbyon]}
  - {id: kp.camp-16, name: {en: Camp No. 16, ko: 16호관리소}, kind: camp, in: kp.n-hamgyong}
  - {id: kp.uiju-airfield, name: {en: Uiju Airfield, ko: 의주비행장}, kind: airport, in: kp, derive: korean}
  - {id: kp.rewom-airfield, name: {en: Rewom Airfield, ko: 레웜비행장}, kind: airport, in: kp}
  - {id: kp.news, name: {en: Central News Agency}, kind: organ, in: kp}
  - {id: kp.new-bank, name: {en: New Bank}, kind: organ, in: kp}
  - {id: kp.jongbaek, name: {en: Jongbaek-dong, ko: 정백동}, kind: quarter, in: kp, derive: korean}
  - {id: kp.assembly, name: {en: Supreme Assembly}, kind: organ, in: kp}
  - {id: kr.assembly, name: {en: Supreme Assembly}, kind: organ, in: kr}
  - {id: kr.gangwon, name: {en: Gangwon Province, ko: 강원특별자치도, hanja: 江原特別自治道}, kind: province, in: kr,
     aliases: [Gangwon, Gangwon-do]}
  - {id: kr.goseong, name: {en: Goseong, ko: 고성군}, kind: county, in: kr.gangwon}
  - {id: kr.gyeonggi, name: {en: Gyeonggi Province, ko: 경기도}, kind: province, in: kr, aliases: [Gyeonggi]}
  - {id: kr.yangyang, name: {en: Yangyang, ko: 양양군}, kind: county, in: kr.gangwon}
  - {id: cn.tumen, name: {en: Tumen, ko: 투먼시}, kind: city, in: cn}
  - {id: kp.kim-jong-suk, name: {en: Kim Jong Suk, ko: 김정숙}, kind: person, derive: korean-person}
  - {id: kr.person, name: {en: Kim Gu, ko: 김구}, kind: person, in: kr, derive: korean-person}
  - {id: kp.mss, name: {en: Ministry of State Security, ko: 국가보위성}, kind: organ, in: kp, prior: 0.8,
     aliases: [{form: MSS, why: abbreviation}]}
  - {id: cn.mss, name: {en: Ministry of State Security of China}, kind: organ, in: cn,
     aliases: [{form: MSS, why: abbreviation}]}
)";

}  // namespace waymark::normalize
