"""What the kinds of event may be typed as: initials and pinyin, kept here so that the first call waits for no dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KIND_KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "flood": ("shzh", "shuihanzaihai"),
    "yellow_river": ("hhhs", "huanghehongshui"),
    "weather": ("qxzh", "qixiangzaihai"),
    "earthquake": ("dzzh", "dizhenzaihai"),
    "geology": ("dzzh", "dizhizaihai"),
    "biology": ("swzh", "shengwuzaihai"),
    "wildfire": ("slcyhz", "senlincaoyuanhuozai"),
    "industry": ("gksmsg", "gongkuangshangmaoshigu"),
    "building_site": ("jzsgsg", "jianzhushigongshigu"),
    "road": ("dljtsg", "daolujiaotongshigu"),
    "rail_air_water": ("tlmhsssg", "tieluminhangshuishangshigu"),
    "metro": ("gdjtsg", "guidaojiaotongshigu"),
    "utility": ("ggsshsbsg", "gonggongsheshiheshebeishigu"),
    "blackout": ("dmjtd", "damianjitingdian"),
    "gas": ("rqsg", "ranqishigu"),
    "fire": ("hz", "huozai"),
    "chemical": ("wxhxpsg", "weixianhuaxuepinshigu"),
    "nuclear": ("hyfssg", "heyufusheshigu"),
    "environment": ("hjwrhstph", "huanjingwuranheshengtaipohuai"),
    "drowning": ("nsdywsj", "nishuidengyiwaishijian"),
    "epidemic": ("crbyq", "chuanranbingyiqing"),
    "unknown_disease": ("qtxbmyyjb", "quntixingbumingyuanyinjibing"),
    "food": ("spaqsj", "shipinanquanshijian"),
    "poisoning": ("zyzd", "zhiyezhongdu"),
    "animal": ("dwyq", "dongwuyiqing"),
    "terror": ("kbxjsj", "kongbuxijishijian"),
    "crime": ("xsaj", "xingshianjian"),
    "mass": ("qtxsj", "quntixingshijian"),
    "ethnic": ("mzzjsj", "minzuzongjiaoshijian"),
    "finance": ("jjjraqsj", "jingjijinronganquanshijian"),
    "foreign": ("swtfsj", "shewaitufashijian"),
    "cyber": ("wlyxxaqsj", "wangluoyuxinxianquanshijian"),
    "market": ("yxscwdsj", "yingxiangshichangwendingshijian"),
    "other": ("qt", "qita"),
}
