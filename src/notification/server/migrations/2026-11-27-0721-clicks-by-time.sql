-- What people followed lately is asked each hour, by segments.
create index click_by_time on notification.click (clicked) where machine is null;
