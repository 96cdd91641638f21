"""Pinyin of names, stored when saved so that pickers need no dictionary; the office can correct the initials."""

from dutyroom.data.pinyin import pinyin_of as pinyin_of
