-- warning: 一般より低い法定雇用率の行がありますが、団体の種類が「市」です（低い率は、都道府県と指定都市の教育委員会だけのもの。施行令2条ただし書）
-- remedy: 指定都市なら、city/city.yaml の kind を「指定都市」に直す。そうでなければ、city/disability-legal-rates.csv のその行を消し、npx kaikaku run を実行する
select lower_rates.appointing_authority, lower_rates.legal_rate, lower_rates.valid_from, lower_rates.valid_to
from catalog.disability_legal_rates as lower_rates
inner join catalog.disability_legal_rates as general
    on general.appointing_authority is null
    and general.valid_from = lower_rates.valid_from
    and general.legal_rate > lower_rates.legal_rate
cross join catalog.city
where city.body_kind = '市'
